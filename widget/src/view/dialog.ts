import { phoneWidth } from "../chat/chat";
import { state } from "../chat/state";
import { hasMouse } from "./focus";

const phone = matchMedia(`(max-width: ${phoneWidth - 1}px)`);
const view = window.visualViewport;
const watched = ["resize", "scroll"];

/**
 * Shows the window: beside the page, which stays in use; or on a phone as a modal dialog over all of it, which keeps
 * the focus in and lets the phone's back button close it. Given back is what undoes it.
 */
export function showDialog(dialog: HTMLDialogElement | null) {
  if (!dialog) return;
  const before = document.activeElement;
  const fit = () => fitKeyboard(dialog);
  // show() would take the focus even from a page that has only loaded the widget.
  if (phone.matches) dialog.showModal();
  else dialog.open = true;
  fit();
  lockPage(phone.matches);
  if (state.takesFocus) firstFocus(dialog).focus();
  for (const name of watched) view?.addEventListener(name, fit);
  return () => {
    for (const name of watched) view?.removeEventListener(name, fit);
    lockPage(false);
    giveFocusBack(dialog, before);
  };
}

/** Keeps the window in the part of a phone's screen that the keyboard leaves free. */
function fitKeyboard({ style }: HTMLDialogElement): void {
  style.setProperty("--top", phone.matches && view ? `${view.offsetTop}px` : "");
  style.setProperty("--height", phone.matches && view ? `${view.height}px` : "");
}

/** A phone would scroll the page under the window when the conversation is at its end. */
function lockPage(locked: boolean): void {
  document.documentElement.style.overflow = locked ? "hidden" : "";
}

/** On touch screens the window itself, because the focus in a field brings up the keyboard. */
function firstFocus(dialog: HTMLDialogElement): HTMLElement {
  return (hasMouse.matches && dialog.querySelector<HTMLElement>("form input, textarea")) || dialog;
}

/** To where the focus was before, or to the launcher, unless the visitor is elsewhere already. */
function giveFocusBack(dialog: HTMLDialogElement, before: Element | null): void {
  const root = rootOf(dialog);
  if (!dialog.contains(root.activeElement)) return;
  const elsewhere = before && before !== root.host && before !== document.body;
  // The launcher comes back only after this.
  queueMicrotask(() => (elsewhere ? (before as HTMLElement) : root.querySelector<HTMLElement>(".launcher"))?.focus());
}

function rootOf(node: Node): ShadowRoot {
  return node.getRootNode() as ShadowRoot;
}
