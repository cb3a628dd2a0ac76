// @vitest-environment node
import { expect, test } from "vitest";
import { faultOf, strengthOf } from "./password";

test.each([
  ["", "too_short"],
  ["sembilan9", "too_short"],
  ["x".repeat(201), "too_long"],
  ["aaaaaaaaaaaa", "weak"],
  ["1234567890", "weak"],
  ["password123", "weak"],
  ["rahasia12345", "weak"],
  ["qwertyuiop", "weak"],
  ["indonesia45", "weak"],
  ["tokomelati7", "good"],
  ["Gr8!mNq2#vLx9", "strong"],
  ["kopi susu gula aren", "strong"],
  ["🌺🌼🌷🌸🌹🌻🌺🌼🌷🌸", "fair"],
])("%j is %s", (password, strength) => {
  expect(strengthOf(password)).toBe(strength);
});

test.each([["Rina Wulandari"], ["rina@tokomelati.id"], ["081234567890"]])("one's own %j is refused", (own) => {
  expect(strengthOf(own.toUpperCase(), [own, ""])).toBe("too_personal");
});

test("a longer one is never judged worse", () => {
  const order = ["too_short", "weak", "fair", "good", "strong"];
  const password = "kereta pagi ke Solo 7";
  const ranks = [...password].map((_, at) => order.indexOf(strengthOf(password.slice(0, at + 1))));
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
});

test.each([
  ["", "errors.required"],
  ["pendek", "ui.strength_too_short"],
  ["rina@toko.id", "ui.strength_too_personal"],
  ["aaaaaaaaaaaa", undefined],
  ["kopi susu gula aren", undefined],
])("%j: %s", (password, fault) => {
  expect(faultOf(password, ["rina@toko.id"])).toBe(fault);
});
