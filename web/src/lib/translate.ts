import { cached } from "./cached";

/** Finding a text and filling it in. Files are in i18next's JSON format, version 4. */

/** What a text can be filled in with. Numbers are written as the language writes them; `count` chooses the plural. */
export type Values = Record<string, string | number>;
/** Texts by key, by file: `words.common.retry`. */
export type Words = Record<string, Record<string, string>>;

/** Finds a text and fills it in. */
export function translate(words: Words, language: string, key: string, values: Values = {}): string {
  return fill(find(words, language, key, values), language, values);
}

/** Finds the text of `file.key`; with a `count`, its form for that number. Gives the key itself if there is none. */
export function find(words: Words, language: string, key: string, values: Values): string {
  const dot = key.indexOf(".");
  const file = words[key.slice(0, dot)] ?? {};
  const name = key.slice(dot + 1);
  const count = values.count;
  const plural = typeof count === "number" ? file[`${name}_${pluralForm(language, count)}`] : undefined;
  return plural ?? file[name] ?? file[`${name}_other`] ?? key;
}

/** Puts values in place of `{{name}}`. A name without a value stays visible, so that the fault is seen. */
export function fill(text: string, language: string, values: Values): string {
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? numberFormat(language).format(value) : value;
  });
}

/** A piece of a sentence: plain text, or text inside a tag. */
export interface Piece {
  text: string;
  /** Name of the tag around it; empty for plain text. */
  tag: string;
}

/** Splits `Baca <link>aturan</link> dulu` at its tags. Tags cannot be nested; a tag that is not closed is text. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(/<(\w+)>(.*?)<\/\1>/g)) {
    if (match.index > end) found.push({ text: text.slice(end, match.index), tag: "" });
    found.push({ text: match[2] ?? "", tag: match[1] ?? "" });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ text: text.slice(end), tag: "" });
  return found;
}

const plurals = new Map<string, Intl.PluralRules>();
const numbers = new Map<string, Intl.NumberFormat>();

function pluralForm(language: string, count: number): string {
  return cached(plurals, language, () => new Intl.PluralRules(language)).select(count);
}

/** A cached number format of the language. */
function numberFormat(language: string): Intl.NumberFormat {
  return cached(numbers, language, () => new Intl.NumberFormat(language));
}
