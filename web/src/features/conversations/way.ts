/** Going from one conversation to another, also from where there is no component. */
import { createStore } from "../../lib/store";

/** The ids of the list in view, in its order: what "next" and "previous" mean. */
export const shownOrder = createStore<readonly string[]>([]);

let open: (conversation: string) => void = () => undefined;

/** Says how one gets to a conversation; the empty id leads to the list alone. Set once a visit. */
export function setWay(to: (conversation: string) => void): void {
  open = to;
}

/** Opens a conversation; the empty id closes the one that is open. */
export function openConversation(conversation: string): void {
  open(conversation);
}

/** The conversation before or after one in the list in view; empty at its ends. One that is not in it has its first. */
export function neighbor(conversation: string, step: 1 | -1): string {
  const order = shownOrder.get();
  const at = order.indexOf(conversation);
  return (at < 0 ? order[0] : order[at + step]) ?? "";
}

/** Where to go when one is done with a conversation: the one below it, else the one above; empty when it was the last. */
export function afterwards(conversation: string): string {
  return neighbor(conversation, 1) || neighbor(conversation, -1);
}
