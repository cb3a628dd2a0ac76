import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeToast, holdToasts, releaseToasts, toast, toasts } from "./toast";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const one of toasts.get()) closeToast(one.id);
  vi.useRealTimers();
});

const texts = () => toasts.get().map((one) => one.text);

test("a toast stays six seconds", () => {
  toast({ text: "Selesai" });
  vi.advanceTimersByTime(5999);
  expect(texts()).toEqual(["Selesai"]);
  vi.advanceTimersByTime(1);
  expect(texts()).toEqual([]);
});

test("one that stays until closed does", () => {
  const id = toast({ text: "Versi baru", stay: 0 });
  vi.advanceTimersByTime(1e9);
  expect(texts()).toEqual(["Versi baru"]);
  closeToast(id);
  expect(texts()).toEqual([]);
});

test("a fourth pushes the oldest out, with its clock", () => {
  for (const text of ["1", "2", "3", "4"]) toast({ text });
  expect(texts()).toEqual(["2", "3", "4"]);
  expect(vi.getTimerCount()).toBe(3);
});

test("clocks stand still while held, and leave at least a second after", () => {
  toast({ text: "Selesai" });
  vi.advanceTimersByTime(5500);
  holdToasts();
  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual(["Selesai"]);
  releaseToasts();
  vi.advanceTimersByTime(999);
  expect(texts()).toEqual(["Selesai"]);
  vi.advanceTimersByTime(1);
  expect(texts()).toEqual([]);
});

test("holding twice does not shorten the stay", () => {
  toast({ text: "Selesai" });
  holdToasts();
  vi.advanceTimersByTime(4000);
  holdToasts();
  releaseToasts();
  vi.advanceTimersByTime(5999);
  expect(texts()).toEqual(["Selesai"]);
});

test("closing what is gone is no error", () => {
  expect(() => closeToast("x")).not.toThrow();
});
