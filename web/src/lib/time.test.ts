// @vitest-environment node
import { describe, expect, test } from "vitest";
import { millis, timeWords } from "./time";

const id = timeWords("id", "Asia/Jakarta");
const en = timeWords("en", "Asia/Jakarta");
const now = Date.parse("2026-11-22T05:59:00Z"); // Sunday, 12.59 WIB
const minutes = (count: number) => now - count * 60_000;
const days = (count: number) => now - count * 86_400_000;

test("clock and full date", () => {
  expect(id.clock("2026-11-22T05:59:00Z")).toBe("12.59");
  expect(en.clock("2026-11-22T05:59:00Z")).toBe("12:59");
  expect(id.full(now)).toBe("Minggu, 22 November 2026 pukul 12.59 WIB");
  expect(en.full(now)).toBe("Sunday, 22 November 2026 at 12:59 WIB");
});

test("midnight is 00, not 24", () => {
  expect(id.clock("2026-11-21T17:00:00Z")).toBe("00.00");
});

test("the zone decides what the clock says", () => {
  expect(timeWords("id", "Asia/Jayapura").clock(now)).toBe("14.59");
  expect(timeWords("id", "Asia/Jayapura").zone(now)).toBe("WIT");
});

describe("day separators", () => {
  test.each([
    [0, "Hari ini", "Today"],
    [1, "Kemarin", "Yesterday"],
    [2, "Jumat, 20 November", "Friday 20 November"],
    [400, "Sabtu, 18 Oktober 2025", "Saturday, 18 October 2025"],
  ])("%d days ago", (ago, indonesian, english) => {
    expect(id.day(days(ago), now)).toBe(indonesian);
    expect(en.day(days(ago), now)).toBe(english);
  });
});

test.each([
  [minutes(0), "Sekarang", "Now"],
  [minutes(5), "5 menit yang lalu", "5 minutes ago"],
  [minutes(60 * 3), "3 jam yang lalu", "3 hours ago"],
  [minutes(60 * 25), "Kemarin", "Yesterday"],
  [minutes(60 * 47), "2 hari yang lalu", "2 days ago"],
  [days(9), "9 hari yang lalu", "9 days ago"],
])("how long ago, as a phrase", (at, indonesian, english) => {
  expect(id.ago(at, now)).toBe(indonesian);
  expect(en.ago(at, now)).toBe(english);
});

describe("rows of a list", () => {
  test.each([
    [0, "12.59", "12:59"],
    [1, "Kemarin", "Yesterday"],
    [3, "Kam", "Thu"],
    [6, "Sen", "Mon"],
    [7, "15 Nov", "15 Nov"],
    [400, "18/10/25", "18/10/25"],
    [-1, "12.59", "12:59"],
  ])("%d days ago", (ago, indonesian, english) => {
    expect(id.row(days(ago), now)).toBe(indonesian);
    expect(en.row(days(ago), now)).toBe(english);
  });

  test("yesterday begins at the zone's midnight, not 24 hours ago", () => {
    expect(id.row("2026-11-21T16:59:00Z", now)).toBe("Kemarin");
    expect(id.row("2026-11-21T17:00:00Z", now)).toBe("00.00");
  });
});

test.each([
  [0, "sekarang", "now"],
  [0.99, "sekarang", "now"],
  [1, "1 mnt", "1 min"],
  [59, "59 mnt", "59 mins"],
  [60, "1 jam", "1 hr"],
  [60 * 24 * 3, "3 hari", "3 days"],
  [-5, "sekarang", "now"],
])("%d minutes ago", (ago, indonesian, english) => {
  expect(id.since(minutes(ago), now)).toBe(indonesian);
  expect(en.since(minutes(ago), now)).toBe(english);
});

test.each([
  [0, "1 dtk"],
  [59_000, "59 dtk"],
  [65_000, "1 mnt 5 dtk"],
  [3_600_000, "1 jam"],
  [3_900_000, "1 jam 5 mnt"],
  [90_000_000, "1 hari 1 jam"],
])("%d milliseconds are %s", (length, text) => {
  expect(id.length(length)).toBe(text);
});

test.each([
  [0, "0:00"],
  [5_400, "0:05"],
  [65_000, "1:05"],
  [3_725_000, "62:05"],
])("position %d is %s", (position, text) => {
  expect(id.position(position)).toBe(text);
});

test("moments are numbers or the API's text", () => {
  expect(millis(5)).toBe(5);
  expect(millis("2026-11-22T05:59:00Z")).toBe(now);
});
