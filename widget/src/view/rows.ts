import { state, t } from "../chat/state";
import type { Message } from "../contract";
import type { Outgoing } from "../keep/outbox";

export interface Row {
  /** The same before and after the server has confirmed it, so that nothing blinks. */
  key: string;
  message: Message | Outgoing;
  /** Whether it is the first of its day. */
  newDay: boolean;
  /** Whether another speaks than in the one before. */
  opens: boolean;
}

/** What the server has told and what waits to be sent, as the lines of one conversation. */
export function rows(messages: readonly Message[], outbox: readonly Outgoing[]): Row[] {
  let last: Message | undefined;
  return [...messages, ...outbox].map((message) => {
    const newDay = !last || dayOf(last) !== dayOf(message);
    const opens = newDay || last?.from !== message.from || last.author?.name !== message.author?.name;
    last = message;
    return { key: message.client_id ?? `${message.n}`, message, newDay, opens };
  });
}

function dayOf(message: Message): string {
  return new Date(message.at).toDateString();
}

/** Who said it. */
export function authorOf({ from, author }: Pick<Message, "from"> & Partial<Message>): string {
  return from === "me" ? t("me") : (author?.name ?? state.config.name);
}

/** A message in one line, for quotes and screen readers. */
export function summary({ deleted, text, kind, attachments }: Message): string {
  if (deleted) return t("deleted");
  return text || (kind === "file" && attachments[0]?.name) || t(kind === "text" ? "unsupported" : kind);
}
