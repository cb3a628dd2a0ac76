/** Reading and matching keys. A chord is written `mod+shift+enter`; a sequence is chords with spaces: `g i`. Pure. */

/** The part of a KeyboardEvent that is used here. */
export interface KeyPress {
  key: string;
  /** The physical key, as `KeyR`. */
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/** One key with what is held down. `mod` is ⌘ on a Mac and Ctrl elsewhere. */
export interface Chord {
  key: string;
  mod: boolean;
  alt: boolean;
  shift: boolean;
}

/** Reads `alt+r`, `?`, `shift+j`, `mod+k`, `mod+shift+enter`, `arrowdown`. */
export function readChord(text: string): Chord {
  const parts = text.toLowerCase().split("+");
  const key = parts.pop() ?? "";
  return { key, mod: parts.includes("mod"), alt: parts.includes("alt"), shift: parts.includes("shift") };
}

/** Reads a sequence; a single chord is a sequence of one. */
export function readSequence(text: string): Chord[] {
  return text.split(" ").map(readChord);
}

/** Whether a press is a chord. */
export function matches(chord: Chord, press: KeyPress, mac: boolean): boolean {
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  if (chord.mod !== mod || chord.alt !== press.altKey || other) return false;
  // Signs such as "?" need Shift on some layouts and not on others, so Shift says nothing about them.
  const shiftMatters = /^[a-z]$/.test(chord.key) || chord.key.length > 1;
  if (shiftMatters && chord.shift !== press.shiftKey) return false;
  return sameKey(chord, press);
}

function sameKey(chord: Chord, press: KeyPress): boolean {
  // Alt changes the character on many layouts, so there the place of the key decides; else what is printed on it.
  if (chord.alt && /^[a-z]$/.test(chord.key)) {
    return press.code === `Key${chord.key.toUpperCase()}` || press.key.toLowerCase() === chord.key;
  }
  return press.key.toLowerCase() === chord.key;
}

/** Whether a chord is a plain character, which must not act while somebody types. */
export function isPlain(chord: Chord): boolean {
  return !chord.mod && !chord.alt;
}

const macNames: Record<string, string> = { mod: "⌘", alt: "⌥", shift: "⇧" };
const names: Record<string, string> = { mod: "Ctrl", alt: "Alt", shift: "Shift" };
const keyNames: Record<string, string> = {
  enter: "Enter",
  escape: "Esc",
  arrowdown: "↓",
  arrowup: "↑",
  arrowleft: "←",
  arrowright: "→",
  backspace: "⌫",
};

/** What to print on the keys of a sequence: `mod+k` gives `[["Ctrl", "K"]]`, `g i` gives `[["G"], ["I"]]`. */
export function keyCaps(sequence: string, mac: boolean): string[][] {
  return readSequence(sequence).map((chord) => {
    const held = (["mod", "alt", "shift"] as const).filter((name) => chord[name]);
    return [
      ...held.map((name) => (mac ? macNames : names)[name] ?? name),
      keyNames[chord.key] ?? chord.key.toUpperCase(),
    ];
  });
}

/** The same for `aria-keyshortcuts`, as `Control+K`. Sequences cannot be said there and give an empty text. */
export function ariaKeys(sequence: string, mac: boolean): string {
  const chords = readSequence(sequence);
  const chord = chords[0];
  if (!chord || chords.length > 1) return "";
  const held = [chord.mod && (mac ? "Meta" : "Control"), chord.alt && "Alt", chord.shift && "Shift"];
  const key = chord.key.length === 1 ? chord.key.toUpperCase() : chord.key.charAt(0).toUpperCase() + chord.key.slice(1);
  return [...held.filter(Boolean), key].join("+");
}
