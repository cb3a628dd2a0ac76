import { load, save } from "./storage";
import { createStore } from "./store";

/** What a sound says. */
export type Sound = "message" | "assigned" | "queue";

/** Milliseconds in which at most one sound is played: a busy channel must not become an alarm. */
const pause = 3000;

/** Notes of each sound: frequency in hertz, and the second at which it begins. */
const notes: Record<Sound, readonly (readonly [number, number])[]> = {
  message: [
    [660, 0],
    [880, 0.09],
  ],
  assigned: [
    [523, 0],
    [659, 0.09],
    [784, 0.18],
  ],
  queue: [
    [587, 0],
    [587, 0.14],
  ],
};

/** Whether this browser may make sounds. Read it with `useStore(soundOn)`, change it with `setSoundOn`. */
export const soundOn = createStore(load("sound", true));

export function setSoundOn(on: boolean): void {
  save("sound", on);
  soundOn.set(on);
}

let player: AudioContext | undefined;
let last = Number.NEGATIVE_INFINITY;

/** Plays a sound, unless they are off or one was played in the last three seconds. Tells whether it did. */
export function playSound(sound: Sound, at = performance.now()): boolean {
  if (!soundOn.get() || at - last < pause || typeof AudioContext === "undefined") return false;
  last = at;
  player ??= new AudioContext();
  // Browsers keep sound back until the person has touched the page; then this wakes it.
  if (player.state === "suspended") void player.resume();
  for (const [frequency, begin] of notes[sound]) playNote(player, frequency, player.currentTime + begin);
  return true;
}

function playNote(context: AudioContext, frequency: number, begin: number): void {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = frequency;
  volume.gain.setValueAtTime(0, begin);
  volume.gain.linearRampToValueAtTime(0.12, begin + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.001, begin + 0.25);
  tone.connect(volume).connect(context.destination);
  tone.start(begin);
  tone.stop(begin + 0.26);
}
