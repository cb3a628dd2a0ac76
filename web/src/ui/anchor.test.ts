// @vitest-environment node
import { expect, test } from "vitest";
import { movedBy } from "./anchor";

const keys = (text: string) => [...text];

test.each([
  ["nothing has changed", "abcdefgh", "abcdefgh", 0],
  ["one came in above", "abcdefgh", "xabcdefgh", 1],
  ["one went away above", "abcdefgh", "bcdefgh", -1],
  ["one came in below", "abcdefgh", "abcdefgxh", 0],
  ["one in view went to the top", "abcdefgh", "fabcdegh", 1],
  ["one from below went to the top", "abcdefgh", "habcdefg", 1],
  ["one above was passed by another above", "abcdefgh", "bacdefgh", 0],
  ["all are others now", "abcdefgh", "uvwxyz", 0],
])("%s", (_, before, after, rows) => {
  expect(movedBy(keys(before), keys(after), 3, 6)).toBe(rows);
});
