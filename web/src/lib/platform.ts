/** Whether the command key stands where others have Control. */
export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

/** Whether the main pointer is a finger. Then Enter makes a new line and targets are larger. */
export function isTouch(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}
