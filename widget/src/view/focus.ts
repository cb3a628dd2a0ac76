/** The button whose offer is open. */
export const expanded = "dialog [aria-expanded=true]";

/** Whether there is a mouse, and so most likely a real keyboard. */
export const hasMouse = matchMedia("(hover: hover)");

/** Moves the focus to what is found in the event's tree. */
export function focusOn({ currentTarget }: Event, selector: string): void {
  const root = (currentTarget as Element).getRootNode() as ShadowRoot;
  root.querySelector<HTMLElement>(selector)?.focus();
}

/**
 * Moves the focus to the message field when it has come back in the place of what had the focus. Not on touch screens,
 * where that would bring up the keyboard.
 */
export function focusField({ currentTarget }: Event): void {
  const root = (currentTarget as Element).getRootNode() as ShadowRoot;
  // The drawing that brings the field is waiting already.
  if (hasMouse.matches) queueMicrotask(() => root.querySelector("textarea")?.focus());
}
