// @vitest-environment node
import { expect, test } from "vitest";
import { emojiName, findEmoji, groups } from "./find";

const found = (query: string) => findEmoji(query).map(({ emoji }) => emoji);

test.each([
  ["terima kasih", "🙏"],
  ["Tertawa", "😂"],
  ["hati", "❤️"],
  ["thank", "🙏"],
  ["  jempol ", "👍"],
])("%j finds %s", (query, emoji) => {
  expect(found(query)).toContain(emoji);
});

test("words are found from their beginning, so that a syllable does not find everything", () => {
  expect(found("ertawa")).toEqual([]);
});

test("nothing typed finds nothing, and neither does nonsense", () => {
  expect(found(" ")).toEqual([]);
  expect(found("zzqq")).toEqual([]);
});

test("each emoji is there once, has a name in both languages, and there are enough", () => {
  const all = groups.flatMap(({ emoji }) => emoji);
  expect(new Set(all.map(({ emoji }) => emoji)).size).toBe(all.length);
  expect(all.filter(({ names }) => !names.id[0] || !names.en[0]).map(({ emoji }) => emoji)).toEqual([]);
  expect(all.length).toBeGreaterThanOrEqual(290);
});

test("an emoji is called by its first name in the language; one that is not known is called by itself", () => {
  expect(emojiName("😀", "id")).toBe("senyum lebar");
  expect(emojiName("😀", "en")).toBe("grin");
  expect(emojiName("🪿", "id")).toBe("🪿");
});
