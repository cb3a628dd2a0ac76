// @vitest-environment node
import { expect, test } from "vitest";
import {
  asItWas,
  askedOf,
  dayAfter,
  daysOf,
  faultOf,
  isChanged,
  limitToTry,
  startOfDay,
  suppositionOf,
  verdictOf,
  withPeriod,
  worstOf,
} from "./rules";
import { linesUpTo, namedOf, pointAt } from "./scale";

test("an address says what is asked, and what makes no sense is left out", () => {
  expect(askedOf({ period: 31, strategy: "round_robin", limit: 3, agents: "-2" })).toEqual({
    period: "31",
    strategy: "round_robin",
    limit: "3",
    agents: -2,
    from: undefined,
    to: undefined,
  });
  const nothing = { period: undefined, from: undefined, to: undefined, strategy: undefined, limit: undefined };
  expect(askedOf({ period: "9", from: "kemarin", strategy: "open", limit: "101", agents: 51 })).toEqual({
    ...nothing,
    agents: undefined,
  });
  expect(askedOf({ limit: "none", agents: "x" })).toEqual({ ...nothing, limit: "none", agents: undefined });
});

test.each([
  ["Asia/Jakarta", "2026-03-02", "2026-03-01T17:00:00.000Z"],
  ["Asia/Jayapura", "2026-03-02", "2026-03-01T15:00:00.000Z"],
  ["America/New_York", "2026-03-09", "2026-03-09T04:00:00.000Z"],
  ["America/New_York", "2026-03-08", "2026-03-08T05:00:00.000Z"],
  ["Asia/Kathmandu", "2026-03-02", "2026-03-01T18:15:00.000Z"],
  ["Pacific/Kiritimati", "2026-03-02", "2026-03-01T10:00:00.000Z"],
])("in %s the day %s begins at %s", (zone, day, begins) => {
  expect(new Date(startOfDay(day, zone)).toISOString()).toBe(begins);
});

test.each([
  [{}, { first: "2026-02-24", last: "2026-03-02" }],
  [{ period: "1" }, { first: "2026-03-02", last: "2026-03-02" }],
  [{ period: "31" }, { first: "2026-01-31", last: "2026-03-02" }],
  [{ period: "custom" }, undefined],
  [{ period: "custom", from: "2026-02-02", to: "2026-02-01" }, undefined],
  [
    { period: "custom", from: "2026-01-01", to: "2026-01-31" },
    { first: "2026-01-01", last: "2026-01-31" },
  ],
  [{ period: "custom", from: "2026-01-01", to: "2026-02-01" }, undefined],
  [{ period: "custom", from: "2026-03-03", to: "2026-03-03" }, undefined],
] as const)("%j is %j", (asked, days) => {
  expect(daysOf(asked, "2026-03-02")).toEqual(days);
});

test("what is asked of the server ends with the last day", () => {
  expect(suppositionOf({ period: "1", limit: "none" }, "min_workload", "2026-03-02", "Asia/Jakarta")).toEqual({
    from: "2026-03-01T17:00:00.000Z",
    to: "2026-03-02T17:00:00.000Z",
    strategy: "min_workload",
    limit: 0,
    more_agents: 0,
  });
  expect(suppositionOf({ limit: "4", agents: 2 }, "round_robin", "2026-03-02", "Asia/Jakarta")).toMatchObject({
    limit: 4,
    more_agents: 2,
    strategy: "round_robin",
  });
  expect(suppositionOf({ period: "custom" }, "round_robin", "2026-03-02", "Asia/Jakarta")).toBeUndefined();
  expect(dayAfter("2026-02-28", 1)).toBe("2026-03-01");
});

test.each([
  [{}, "from", "whatif.day_missing"],
  [{ from: "2026-03-03" }, "from", "whatif.day_to_come"],
  [{ from: "2026-03-01" }, "to", "whatif.day_missing"],
  [{ from: "2026-03-01", to: "2026-02-28" }, "to", "whatif.days_backwards"],
  [{ from: "2026-01-01", to: "2026-02-01" }, "to", "whatif.days_too_many"],
] as const)("%j is wrong at the field %s", (days, field, key) => {
  expect(faultOf(days, "2026-03-02")).toEqual({ field, key });
});

test("days of one's own begin with those that were looked at", () => {
  expect(withPeriod({ limit: "3" }, "custom", "2026-03-02")).toEqual({
    limit: "3",
    period: "custom",
    from: "2026-02-24",
    to: "2026-03-02",
  });
  const own = { period: "1", from: "2026-01-01", to: "2026-01-02" } as const;
  expect(withPeriod(own, "custom", "2026-03-02")).toEqual({ ...own, period: "custom" });
  expect(withPeriod(own, "7", "2026-03-02")).toEqual({ ...own, period: "7" });
});

test("what is supposed can be taken back, the period stays", () => {
  expect(isChanged({ period: "31", strategy: "round_robin" }, "round_robin")).toBe(false);
  for (const one of [{ strategy: "min_workload" }, { limit: "none" }, { agents: -1 }] as const) {
    expect(isChanged(one, "round_robin")).toBe(true);
    expect(isChanged(asItWas({ period: "31", ...one }), "round_robin")).toBe(false);
  }
  expect(asItWas({ period: "1", agents: 2 })).toEqual({ period: "1", from: undefined, to: undefined });
});

test.each([
  [{ happened_peak: 4, would_peak: 9 }, 4],
  [{ happened_peak: 4, would_peak: 3 }, 2],
  [{ happened_peak: 0, would_peak: 5 }, 1],
  [{ happened_peak: 3, would_peak: 1 }, 0],
  [{ happened_peak: 0, would_peak: 0 }, 0],
])("of %j the limit to try is %i", (peaks, limit) => {
  expect(limitToTry(peaks)).toBe(limit);
});

test("the worst point is where customers really waited longest", () => {
  const point = (p90: number) => ({ at: `${p90}`, happened: { p90 }, would: { p90: 100 - p90 } });
  const series = [3, 9, 9, 1].map(point) as unknown as Parameters<typeof worstOf>[0];
  expect(worstOf(series)).toBe(1);
  expect(worstOf([])).toBe(0);
});

test.each([
  [1, [0, 1]],
  [4, [0, 1, 2, 3, 4]],
  [7, [0, 2, 4, 6, 8]],
  [480, [0, 120, 240, 360, 480]],
  [481, [0, 300, 600]],
  [14 * 3600, [0, 21_600, 43_200, 64_800]],
  [100 * 86_400 * 7, [0, 15_120_000, 30_240_000, 45_360_000, 60_480_000]],
])("a picture up to %i seconds has the lines %j", (seconds, lines) => {
  expect(linesUpTo(seconds)).toEqual(lines);
});

test("a few points are named, evenly apart", () => {
  expect(namedOf(24, 4)).toEqual([0, 6, 12, 18]);
  expect(namedOf(7, 8)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(namedOf(0, 4)).toEqual([]);
});

test("a place of the picture has its point, also at and beyond its edges", () => {
  expect([-0.1, 0, 0.49, 0.5, 1, 1.2].map((part) => pointAt(part, 4))).toEqual([0, 0, 1, 2, 3, 3]);
});

test.each([
  [0, 0, true, "whatif.same_at_once"],
  [90, 0, false, "whatif.becomes_at_once"],
  [0, 90, false, "whatif.no_longer_at_once"],
  [61, 62, true, "whatif.same"],
  [61, 300, false, "whatif.changed"],
])("who waited %d seconds and would have waited %d, alike %s, reads %s", (happened, would, alike, key) => {
  expect(verdictOf(happened, would, alike)).toBe(key);
});
