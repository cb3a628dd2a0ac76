// @vitest-environment node
import { expect, test } from "vitest";
import { phoneText } from "./phone";

test.each([
  ["+6281234567890", "+62 812-3456-7890"],
  ["+628123456789", "+62 812-3456-789"],
  ["+622745551", "+62 274-5551"],
  ["+6591234567", "+6591234567"],
  ["", ""],
])("%s", (number, text) => {
  expect(phoneText(number)).toBe(text);
});
