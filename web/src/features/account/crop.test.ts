// @vitest-environment node
import { describe, expect, test } from "vitest";
import { centred, mostZoom, scaleOf, settle, squareOf, zoomTo } from "./crop";

const wide = { width: 800, height: 400 };
const view = 200;

test("at first the shorter side fills the window and the middle is shown", () => {
  expect(scaleOf(wide, view, 1)).toBe(0.5);
  expect(squareOf(centred, wide, view)).toEqual({ left: 200, top: 0, side: 400 });
});

describe("moving", () => {
  test.each([
    [
      { zoom: 1, x: 60, y: 0 },
      { left: 80, top: 0, side: 400 },
    ],
    [
      { zoom: 1, x: 500, y: 90 },
      { left: 0, top: 0, side: 400 },
    ],
    [
      { zoom: 1, x: -500, y: -90 },
      { left: 400, top: 0, side: 400 },
    ],
    [
      { zoom: 2, x: 0, y: 100 },
      { left: 300, top: 0, side: 200 },
    ],
  ])("%j never leaves the picture", (placing, square) => {
    expect(squareOf(settle(placing, wide, view), wide, view)).toEqual(square);
  });
});

test("zooming keeps what stands in the middle there", () => {
  const before = settle({ zoom: 1, x: 40, y: 0 }, wide, view);
  const after = zoomTo(before, 2, wide, view);
  const middle = (placing: typeof before) => {
    const { left, side } = squareOf(placing, wide, view);
    return left + side / 2;
  };
  expect(middle(after)).toBeCloseTo(middle(before));
});

test.each([
  [0, 1],
  [99, mostZoom],
])("a zoom of %d is held to %d", (asked, held) => {
  expect(zoomTo(centred, asked, wide, view).zoom).toBe(held);
});
