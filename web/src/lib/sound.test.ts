import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { playSound, setSoundOn } from "./sound";

const started = vi.fn();
const node = () => ({
  connect: (next: unknown) => next,
  gain: { setValueAtTime: vi.fn(), linearRampToValueAtTime: vi.fn(), exponentialRampToValueAtTime: vi.fn() },
  frequency: { value: 0 },
  start: started,
  stop: vi.fn(),
});
class FakeAudio {
  state = "running";
  currentTime = 0;
  destination = {};
  createOscillator = node;
  createGain = node;
  resume = vi.fn(async () => undefined);
}

let moment = 0;
beforeEach(() => {
  vi.stubGlobal("AudioContext", FakeAudio);
  moment += 1_000_000;
});
afterEach(() => {
  setSoundOn(true);
  vi.unstubAllGlobals();
});

test("a sound is two notes", () => {
  started.mockClear();
  expect(playSound("message", moment)).toBe(true);
  expect(started).toHaveBeenCalledTimes(2);
});

test.each([
  [1, false],
  [2999, false],
  [3000, true],
])("%d ms after a sound the next is played: %s", (later, played) => {
  playSound("message", moment);
  expect(playSound("assigned", moment + later)).toBe(played);
});

test("switched off means silent, and the choice is remembered", () => {
  setSoundOn(false);
  expect(playSound("message", moment)).toBe(false);
  expect(localStorage.getItem("sapa.sound")).toBe("false");
});

test("a browser without sound is no error", () => {
  vi.stubGlobal("AudioContext", undefined);
  expect(playSound("message", moment)).toBe(false);
});
