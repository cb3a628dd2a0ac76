// @vitest-environment node
import { expect, test } from "vitest";
import { askedOf, dayAfter, daysOf, startOfDay, suppositionOf } from "./rules";

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
