/** Which conversation's composer is to take the focus, as soon as it is there. */
import { createStore } from "../../lib/store";

const wished = createStore("");

/** Somebody wants to write in a conversation. */
export function askForFocus(conversation: string): void {
  wished.set(conversation);
}

/** Whether the conversation's composer is to take the focus. Asking forgets it. */
export function takeFocusWish(conversation: string): boolean {
  if (conversation === "" || wished.get() !== conversation) return false;
  wished.set("");
  return true;
}

/** Hears of wishes, until the returned function is called. */
export function onFocusWish(listener: () => void): () => void {
  return wished.subscribe(listener);
}
