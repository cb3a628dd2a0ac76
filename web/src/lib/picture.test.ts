// @vitest-environment node
import { expect, test } from "vitest";
import { fitWithin, shrinkPicture } from "./picture";

test.each([
  [4000, 3000, 1600, 1600, 1200],
  [3000, 4000, 1600, 1200, 1600],
  [1600, 900, 1600, 1600, 900],
  [800, 600, 1600, 800, 600],
  [10_000, 1, 1600, 1600, 1],
])("%d × %d within %d is %d × %d", (width, height, most, newWidth, newHeight) => {
  expect(fitWithin(width, height, most)).toEqual({ width: newWidth, height: newHeight });
});

test.each(["image/gif", "image/svg+xml", "application/pdf", ""])("%s is left as it is", async (type) => {
  const file = new File(["x"], "x", { type });
  expect(await shrinkPicture(file)).toBe(file);
});
