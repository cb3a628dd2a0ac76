import { type Chord, isPlain, matches, readSequence } from "../lib/chord";
import { openLayers } from "../lib/layers";
import { isMac } from "../lib/platform";
import { load, save } from "../lib/storage";
import { createStore } from "../lib/store";
import { takeEarlyKeys } from "./early";
import { availableCommands, type Command, onCommands, run } from "./registry";

/** Milliseconds in which the next key of a sequence such as `g i` must come. */
const sequenceTime = 1000;

/** Whether plain letters act (WCAG 2.1.4). Read it with `useStore(singleKeys)`, change it with `setSingleKeys`. */
export const singleKeys = createStore(load("single-keys", true));

export function setSingleKeys(on: boolean): void {
  save("single-keys", on);
  singleKeys.set(on);
}

/** Begins to listen for the keys of all commands. The returned function ends it. */
export function listenForKeys(
  target: Pick<Document, "addEventListener" | "removeEventListener"> = document,
): () => void {
  let pressed: KeyboardEvent[] = [];
  const heard = (event: Event) => {
    const press = event as KeyboardEvent;
    if (ignored(press)) return;
    pressed = [...pressed.filter((old) => press.timeStamp - old.timeStamp < sequenceTime), press].slice(-2);
    const command = commandFor(pressed, available(press));
    if (!command) return;
    pressed = [];
    press.preventDefault();
    run(command.id);
  };
  target.addEventListener("keydown", heard);
  const endEarly = doEarly(takeEarlyKeys().filter((press) => !ignored(press)));
  return () => {
    endEarly();
    target.removeEventListener("keydown", heard);
  };
}

/** Milliseconds after which a key pressed too early is not done any more: it would surprise. */
const patience = 3000;

/** Does what was pressed before there were commands, each press as soon as its command is there. */
function doEarly(presses: readonly KeyboardEvent[]): () => void {
  let waiting = presses;
  const attempt = () => {
    waiting = waiting.filter((press, at) => {
      if (performance.now() - press.timeStamp > patience) return false;
      const command = commandFor(waiting.slice(Math.max(0, at - 1), at + 1), available(press));
      if (command) run(command.id);
      return !command;
    });
  };
  attempt();
  return waiting.length > 0 ? onCommands(attempt) : () => undefined;
}

/** Presses that are part of writing, already used by what has the focus, or of the modifier itself. */
function ignored(press: KeyboardEvent): boolean {
  if (press.defaultPrevented || press.isComposing) return true;
  return ["Shift", "Control", "Alt", "Meta", "Process", "Dead"].includes(press.key);
}

function available(press: KeyboardEvent): Command[] {
  const quiet = isField(press.target) || !singleKeys.get();
  const covered = openLayers.get() > 0;
  return availableCommands()
    .filter((command) => !covered || command.overLayers)
    .map((command) => ({ ...command, keys: (command.keys ?? []).filter((keys) => !quiet || !isPlainSequence(keys)) }));
}

function isPlainSequence(keys: string): boolean {
  return readSequence(keys).every(isPlain);
}

/** The command whose sequence ends with the last press. Longer sequences win, so `g i` is not also `i`. */
export function commandFor(presses: readonly KeyboardEvent[], commands: readonly Command[]): Command | undefined {
  const found = commands.flatMap((command) =>
    (command.keys ?? []).map(readSequence).flatMap((chords) => (ends(presses, chords) ? [{ command, chords }] : [])),
  );
  // Of equal length the command registered last wins: it belongs to what is in front.
  return found.reverse().sort((a, b) => b.chords.length - a.chords.length)[0]?.command;
}

function ends(presses: readonly KeyboardEvent[], chords: readonly Chord[]): boolean {
  const last = presses.slice(-chords.length);
  const mac = isMac();
  return last.length === chords.length && chords.every((chord, at) => matches(chord, last[at] as KeyboardEvent, mac));
}

/** Whether what has the focus takes letters for itself. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest("[role=menu], [role=listbox], [role=combobox]")) return true;
  if (target instanceof HTMLInputElement)
    return !["button", "submit", "checkbox", "radio", "range", "color", "file"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
