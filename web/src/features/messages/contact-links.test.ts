import { expect, test } from "vitest";
import { chatLink, phoneLink } from "./contact-links";

test.each([
  ["+62 812-3456-7890", "https://wa.me/6281234567890"],
  ["0812 3456 7890", "https://wa.me/6281234567890"],
  ["6281234567890", "https://wa.me/6281234567890"],
  ["14045", ""],
  ["Kantor", ""],
  ["", ""],
])("%j is written to at %j", (phone, link) => {
  expect(chatLink(phone)).toBe(link);
});

test("a number is called as it is written", () => {
  expect(phoneLink("+62 812-3456-7890")).toBe("tel:+6281234567890");
  expect(phoneLink("javascript:alert(1)")).toBe("tel:1");
});
