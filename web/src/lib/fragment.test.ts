import { afterEach, expect, test, vi } from "vitest";
import { forgetFragment, keepFragment, keptFragment, secretIn } from "./fragment";

afterEach(() => {
  forgetFragment("set_up");
  forgetFragment("invitation");
});

test.each([
  ["http://localhost:8080/set-up#abc234", "abc234"],
  ["#abc234", "abc234"],
  ["  abc234 \n", "abc234"],
  ["", ""],
])("the secret in %j", (text, secret) => {
  expect(secretIn(text)).toBe(secret);
});

test("it survives a reload, and is gone once it is forgotten", async () => {
  keepFragment("set_up", "#abc");
  vi.resetModules();
  const reloaded = await import("./fragment");
  expect(reloaded.keptFragment("set_up")).toBe("abc");
  expect(reloaded.keptFragment("invitation")).toBe("");
  reloaded.forgetFragment("set_up");
  expect(reloaded.keptFragment("set_up")).toBe("");
});

test("without storage it lives in this page", () => {
  vi.spyOn(sessionStorage, "setItem").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  vi.spyOn(sessionStorage, "getItem").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  keepFragment("invitation", "#xyz");
  expect(keptFragment("invitation")).toBe("xyz");
  expect(keptFragment("set_up")).toBe("");
});
