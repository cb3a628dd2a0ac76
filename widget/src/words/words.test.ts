import { describe, expect, it } from "vitest";
import en from "./en.json";
import id from "./id.json";
import { problemKey, say } from "./words";

const bare = (key: string) => key.replace(/_(one|other)$/, "");
const marks = (text: string) => [...text.matchAll(/{{(\w+)}}/g)].map((match) => match[1]).sort();

const sources = import.meta.glob<string>(["../**/*.ts", "../**/*.tsx", "!../**/*.test.*"], {
  query: "?raw",
  import: "default",
  eager: true,
});

describe("the two books of words", () => {
  it("have the same keys", () => {
    expect([...new Set(Object.keys(en).map(bare))].sort()).toEqual(Object.keys(id).sort());
  });

  it("have both English plural forms wherever they have one", () => {
    const one = Object.keys(en).filter((key) => key.endsWith("_one"));
    const other = Object.keys(en).filter((key) => key.endsWith("_other"));
    expect(one.map(bare).sort()).toEqual(other.map(bare).sort());
  });

  it("have the same marks", () => {
    for (const [key, text] of Object.entries(en)) {
      expect(marks(text), key).toEqual(marks((id as Record<string, string>)[key] ?? (id as never)[bare(key)]));
    }
  });

  it("have no empty text and none that is not translated", () => {
    const same = ["video", "email"];
    for (const [key, text] of Object.entries(id)) {
      expect(text.trim(), key).not.toBe("");
      const english = (en as Record<string, string>)[key];
      if (english && !same.includes(key)) expect(english, key).not.toBe(text);
    }
  });

  it("have no key that the widget does not use", () => {
    const source = Object.values(sources).join("\n");
    const built = /^e_/;
    const unused = Object.keys(id).filter((key) => !built.test(key) && !source.includes(`"${key}"`));
    expect(unused).toEqual([]);
  });
});

describe("say", () => {
  it("chooses the plural form where the language has one", () => {
    expect(say("en", "unread", { count: 1 })).toBe("1 unread message");
    expect(say("en", "unread", { count: 2 })).toBe("2 unread messages");
    expect(say("id", "unread", { count: 1 })).toBe("1 pesan belum dibaca");
  });

  it("leaves a mark without a value to be seen, and does not read values as marks", () => {
    expect(say("id", "e_too_large", { name: "{{size}}" })).toBe("{{size}} terlalu besar. Paling besar {{size}}.");
  });
});

describe("problemKey", () => {
  it("has plain words for the codes it knows and for those it does not", () => {
    expect(problemKey("too_long")).toBe("e_too_long");
    expect(problemKey("some_new_code")).toBe("e_failed");
  });
});
