/** A mail to somebody who has not written: whether one is being written, and to whom. Its dialog comes with its own code. */
import { createStore } from "../../lib/store";
import { type Bootstrap, start } from "../account/api";

/** A contact one writes to; nobody while that is typed. */
export interface Addressee {
  contact: string;
  name: string;
  address: string;
}

/** What is being written; `undefined` for nothing. */
export const newMail = createStore<{ to: Addressee | undefined } | undefined>(undefined);

/** Begins a mail. */
export const beginMail = (to?: Addressee) => newMail.set({ to });

/** The channels by which a mail can be begun. */
export function mailChannels({ channels }: Bootstrap): Bootstrap["channels"] {
  return channels.filter(({ state, begin_mail }) => state === "on" && begin_mail);
}

/** Whether there is one, outside a component. */
export function canBeginMail(): boolean {
  const begun = start.get();
  return begun?.state === "ready" && mailChannels(begun.bootstrap).length > 0;
}
