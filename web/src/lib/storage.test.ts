import { expect, test, vi } from "vitest";
import { load, onStored, save } from "./storage";

test("a value comes back, and undefined forgets it", () => {
  save("theme", "dark");
  expect(load("theme", "light")).toBe("dark");
  save("theme", undefined);
  expect(load("theme", "light")).toBe("light");
});

test("what is not JSON counts as missing", () => {
  localStorage.setItem("sapa.theme", "{");
  expect(load("theme", "light")).toBe("light");
});

test("a storage that refuses is no error", () => {
  const refuse = () => {
    throw new DOMException("forbidden", "SecurityError");
  };
  vi.stubGlobal("localStorage", { getItem: refuse, setItem: refuse, removeItem: refuse });
  expect(() => save("theme", "dark")).not.toThrow();
  expect(load("theme", "light")).toBe("light");
  vi.unstubAllGlobals();
});

test("other tabs' changes of the key are heard, and those of other keys are not", () => {
  const heard = vi.fn();
  const leave = onStored("theme", heard);
  window.dispatchEvent(new StorageEvent("storage", { key: "sapa.theme" }));
  window.dispatchEvent(new StorageEvent("storage", { key: "sapa.sound" }));
  window.dispatchEvent(new StorageEvent("storage", { key: null }));
  leave();
  window.dispatchEvent(new StorageEvent("storage", { key: "sapa.theme" }));
  expect(heard).toHaveBeenCalledTimes(2);
});
