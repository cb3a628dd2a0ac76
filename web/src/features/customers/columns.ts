/** Which columns a list of customers has, and how urgent a wait is. Pure. */
import type { Conversation } from "../conversations/api";
import type { CustomersSearch } from "./address";

export type Column = "queue" | "channel" | "state" | "handler" | "handled" | "opened" | "last";

/** The columns after the customer. A list whose rows all stand alike does not say how; a search finds resolved ones too. */
export function columnsOf({ list, from, to, q }: CustomersSearch): readonly Column[] {
  if (q) return ["channel", "state", "handler", "last"];
  if (from || to) return ["channel", "state", "handler", "opened"];
  if (list === "queue") return ["queue", "channel", "handler", "last"];
  if (list === "handled") return ["channel", "handler", "handled", "last"];
  return ["channel", "state", "handler", "last"];
}

/** Whether a conversation still belongs in the list as it stands now: who was just given away waits no more. */
export function staysIn({ list, q }: CustomersSearch, { state }: Pick<Conversation, "state">): boolean {
  if (q || !list) return true;
  return state === (list === "queue" ? "in_queue" : "handled");
}

/** How a wait looks: `long` and `late` call for attention. */
export type Urgency = "calm" | "long" | "late";

const minute = 60_000;

/** How urgent a wait of so many milliseconds is. */
export function urgencyOf(waited: number): Urgency {
  if (waited < 15 * minute) return "calm";
  return waited < 60 * minute ? "long" : "late";
}
