// @vitest-environment node
import { expect, test } from "vitest";
import { findZones, knownZones, zoneChoice } from "./zones";

const known = ["Asia/Jakarta", "Asia/Singapore", "America/Argentina/Buenos_Aires", "Europe/London", "UTC"];
const ids = (query: string) => findZones(query, known).map(({ id }) => id);

test.each([
  ["wib", ["Asia/Jakarta", "Asia/Pontianak"]],
  ["WITA", ["Asia/Makassar"]],
  ["surabaya", ["Asia/Jakarta"]],
  ["Denpasar", ["Asia/Makassar"]],
  ["asia sing", ["Asia/Singapore"]],
  ["buenos aires", ["America/Argentina/Buenos_Aires"]],
  ["utc", ["UTC"]],
  ["atlantis", []],
])("%j finds %j", (query, found) => {
  expect(ids(query)).toEqual(found);
});

test("without a query the zones of Indonesia come first, and each stands there once", () => {
  expect(ids("")).toEqual([
    "Asia/Jakarta",
    "Asia/Makassar",
    "Asia/Jayapura",
    "Asia/Pontianak",
    "Asia/Singapore",
    "America/Argentina/Buenos_Aires",
    "Europe/London",
    "UTC",
  ]);
});

test("a zone is shown by what people call it", () => {
  expect(zoneChoice("Asia/Jakarta").label).toBe("Jakarta (WIB)");
  expect(zoneChoice("America/Argentina/Buenos_Aires").label).toBe("Buenos Aires");
});

test("there are many, but few are shown at once", () => {
  expect(knownZones().length).toBeGreaterThan(300);
  expect(findZones("", knownZones())).toHaveLength(40);
});
