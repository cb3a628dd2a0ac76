// @vitest-environment node
import { expect, test } from "vitest";
import { pieces, translate } from "./translate";

const id = { ui: { retry: "Coba lagi", unread_other: "{{count}} belum dibaca", hello: "Halo {{name}}" } };
const en = { ui: { unread_one: "{{count}} unread", unread_other: "{{count}} unread messages" } };

test.each([
  [id, "id", "ui.retry", undefined, "Coba lagi"],
  [id, "id", "ui.hello", { name: "Rina" }, "Halo Rina"],
  [id, "id", "ui.hello", undefined, "Halo {{name}}"],
  [id, "id", "ui.unread", { count: 1 }, "1 belum dibaca"],
  [id, "id", "ui.unread", { count: 12_345 }, "12.345 belum dibaca"],
  [en, "en", "ui.unread", { count: 1 }, "1 unread"],
  [en, "en", "ui.unread", { count: 0 }, "0 unread messages"],
  [en, "en", "ui.unread", { count: 12_345 }, "12,345 unread messages"],
  [id, "id", "ui.missing", undefined, "ui.missing"],
  [id, "id", "nowhere.at_all", undefined, "nowhere.at_all"],
] as const)("%#: %s %s %s", (words, language, key, values, text) => {
  expect(translate(words, language, key, values)).toBe(text);
});

test("a value is not read as a pattern", () => {
  expect(translate(id, "id", "ui.hello", { name: "$& {{name}}" })).toBe("Halo $& {{name}}");
});

test.each([
  [
    "Baca <link>aturan</link> dulu",
    [
      ["Baca ", ""],
      ["aturan", "link"],
      [" dulu", ""],
    ],
  ],
  [
    "<b>Satu</b><i>dua</i>",
    [
      ["Satu", "b"],
      ["dua", "i"],
    ],
  ],
  ["tanpa tag", [["tanpa tag", ""]]],
  ["<b>tidak ditutup", [["<b>tidak ditutup", ""]]],
  ["", []],
])("splits %s", (text, expected) => {
  expect(pieces(text).map((piece) => [piece.text, piece.tag])).toEqual(expected);
});
