import type { Language } from "../contract";
import en from "./en.json";
import id from "./id.json";

export type Key = keyof typeof id;
export type Values = Record<string, string | number>;

const books: Record<Language, Record<string, string>> = { id, en };

/**
 * The text for a key. Of two plural forms, which English alone has, `count` chooses; a mark without a value stays as it
 * is, so that it is seen.
 */
export function say(language: Language, key: Key, values: Values = {}): string {
  const book = books[language];
  const text = book[key] ?? book[`${key}_${values.count === 1 ? "one" : "other"}`] ?? key;
  return text.replace(/{{(\w+)}}/g, (mark, name: string) => `${values[name] ?? mark}`);
}

/** The key for the server's code of a refusal; a code without words of its own has simply failed. */
export function problemKey(code: string): Key {
  const key = `e_${code}`;
  return key in id ? (key as Key) : "e_failed";
}
