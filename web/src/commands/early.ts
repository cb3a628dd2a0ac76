/** Keys that are pressed before the code of the commands is there: they wait for it. */

let held: KeyboardEvent[] = [];
let taken = false;
const hold = (press: KeyboardEvent) => void held.push(press);

/** Begins to hold what is pressed, until the code that does commands asks for it. */
export function holdEarlyKeys(): void {
  if (!taken) document.addEventListener("keydown", hold);
}

/** What was pressed so far, the oldest first. Nothing is held from now on. */
export function takeEarlyKeys(): readonly KeyboardEvent[] {
  taken = true;
  document.removeEventListener("keydown", hold);
  const all = held;
  held = [];
  return all;
}
