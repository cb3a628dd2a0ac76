import { afterEach, expect, test, vi } from "vitest";
import { keepOrigin, keptOrigin } from "./login-origin";

afterEach(() => {
  vi.restoreAllMocks();
  sessionStorage.clear();
});

test("where one left from is known when one comes back", () => {
  expect(keptOrigin()).toBeUndefined();
  keepOrigin({ kind: "fb_messenger" });
  expect(keptOrigin()).toEqual({ kind: "fb_messenger" });
  keepOrigin({ kind: "instagram", channel: "c1" });
  expect(keptOrigin()).toEqual({ kind: "instagram", channel: "c1" });
});

test.each(["", "null", "{", '"fb_messenger"', '{"kind":1}', '{"kind":"instagram","channel":3}'])(
  "what is no such thing is nothing: %s",
  (kept) => {
    sessionStorage.setItem("sapa.login-origin", kept);
    expect(keptOrigin()).toBeUndefined();
  },
);

test("without storage nothing is known, and nothing breaks", () => {
  vi.spyOn(sessionStorage, "setItem").mockImplementation(() => {
    throw new Error("forbidden");
  });
  keepOrigin({ kind: "fb_messenger" });
  expect(keptOrigin()).toBeUndefined();
});
