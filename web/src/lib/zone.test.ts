// @vitest-environment node
import { describe, expect, test } from "vitest";
import { dayOf, daysBetween, isZone, zoneName } from "./zone";

const at = Date.parse;

test.each([
  ["2026-11-22T16:59:00Z", "Asia/Jakarta", "2026-11-22"],
  ["2026-11-22T17:00:00Z", "Asia/Jakarta", "2026-11-23"],
  ["2026-11-22T15:30:00Z", "Asia/Jayapura", "2026-11-23"],
  ["2026-11-22T15:30:00Z", "Asia/Makassar", "2026-11-22"],
])("%s in %s is %s", (moment, zone, day) => {
  expect(dayOf(at(moment), zone)).toBe(day);
});

test.each([
  ["2026-11-22T00:00:00Z", "2026-11-22T16:59:00Z", 0],
  ["2026-11-22T16:59:00Z", "2026-11-22T17:00:00Z", 1],
  ["2026-11-21T10:00:00Z", "2026-11-28T01:00:00Z", 7],
  ["2026-11-23T10:00:00Z", "2026-11-22T10:00:00Z", -1],
])("from %s to %s are %d days in Jakarta", (earlier, later, days) => {
  expect(daysBetween(at(earlier), at(later), "Asia/Jakarta")).toBe(days);
});

describe("in every zone", () => {
  const zones = [
    "Asia/Jakarta",
    "Asia/Jayapura",
    "America/New_York",
    "Pacific/Apia",
    "Europe/London",
    "Australia/Lord_Howe",
  ];
  test.each(zones)("%s: a moment later is never an earlier day, also across clock changes", (zone) => {
    for (let hour = 0; hour < 24 * 366; hour += 1) {
      const moment = at("2026-01-01T00:30:00Z") + hour * 3_600_000;
      const days = daysBetween(moment, moment + 3_600_000, zone);
      expect(days === 0 || days === 1).toBe(true);
    }
  });
});

test.each([
  ["Asia/Jakarta", "WIB"],
  ["Asia/Pontianak", "WIB"],
  ["Asia/Makassar", "WITA"],
  ["Asia/Jayapura", "WIT"],
  ["Asia/Singapore", "GMT+8"],
])("%s is called %s", (zone, name) => {
  expect(zoneName(zone, at("2026-11-22T00:00:00Z"))).toBe(name);
});

test("only real zones are zones", () => {
  expect(isZone("Asia/Jakarta")).toBe(true);
  expect(isZone("Asia/Atlantis")).toBe(false);
});
