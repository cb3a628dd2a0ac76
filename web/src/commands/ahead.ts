/**
 * Typing ahead: what is pressed between the wish for a field and its being there, as while its code is still on the way.
 * Without this the letters would be lost, or act on the page behind.
 */

/** What was pressed meanwhile. */
export interface Ahead {
  text: string;
  /** Enter came last: what the text finds is wanted at once. */
  entered: boolean;
}

/** Milliseconds after which nobody waits any longer. */
const patience = 5000;

let ahead: Ahead = { text: "", entered: false };
let end: (() => void) | undefined;

/** Begins to hold what is pressed, until it is taken, a pointer is used, Escape is pressed, or patience ends. */
export function holdKeys(): void {
  end?.();
  ahead = { text: "", entered: false };
  const forget = setTimeout(takeHeld, patience);
  document.addEventListener("keydown", hold, true);
  document.addEventListener("pointerdown", takeHeld, true);
  end = () => {
    clearTimeout(forget);
    document.removeEventListener("keydown", hold, true);
    document.removeEventListener("pointerdown", takeHeld, true);
    end = undefined;
  };
}

/** What was held; from now on presses go where they belong. */
export function takeHeld(): Ahead {
  end?.();
  const held = ahead;
  ahead = { text: "", entered: false };
  return held;
}

function hold(press: KeyboardEvent): void {
  if (press.key === "Escape") takeHeld();
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return;
  const { text, entered } = ahead;
  if (press.key === "Enter") ahead = { text, entered: true };
  else if (press.key === "Backspace") ahead = { text: text.slice(0, -1), entered };
  else if ([...press.key].length === 1) ahead = { text: text + press.key, entered };
  else return;
  press.preventDefault();
  press.stopPropagation();
}
