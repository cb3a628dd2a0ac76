// @vitest-environment node
import { expect, test } from "vitest";
import type { Template } from "./api";
import { languageName, matching, piecesOf } from "./template-rules";

const make = (name: string, body: string, category: Template["category"] = "utility"): Template => ({
  name,
  category,
  language: "id",
  state: "approved",
  parts: { body },
  places: [],
});

test("a template is found by its name, its text and its category, by all the words", () => {
  const all = [make("pesanan_siap", "Halo {{1}}, pesanan siap"), make("promo", "Diskon besar", "marketing")];
  const found = (words: string) => matching(all, words).map(({ name }) => name);
  expect(found("")).toEqual(["pesanan_siap", "promo"]);
  expect(found(" SIAP halo")).toEqual(["pesanan_siap"]);
  expect(found("marketing")).toEqual(["promo"]);
  expect(found("siap diskon")).toEqual([]);
});

test("a language is named as people do, and one that nobody knows as the provider does", () => {
  expect(languageName("id", "id")).toBe("Indonesia");
  expect(languageName("en_US", "en")).toBe("American English");
  expect(languageName("!", "en")).toBe("!");
});

test("a text is cut at its places and nowhere else", () => {
  expect(piecesOf("{{1}}, pesanan {{nama}} {siap}")).toEqual([
    { text: "{{1}}", place: true },
    { text: ", pesanan ", place: false },
    { text: "{{nama}}", place: true },
    { text: " {siap}", place: false },
  ]);
  expect(piecesOf("")).toEqual([]);
});
