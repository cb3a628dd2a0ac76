/** Which message a reply answers, where the channel wants each reply to answer one. */
import { capsOf, type Row, useCaps } from "../conversations/api";
import { type Message, plainText, type Quote, type Thread, threadOf, useThread } from "../messages/api";
import { deskOf, useDesk } from "./desk";

/** A message in the short form in which it is answered. */
export function quoteOf({ id, by, direction, kind, seq, text }: Message): Quote {
  return { id, by, direction, kind, seq, text: plainText(text) };
}

/** The contact's latest message that is still there: what the server takes when nothing is chosen. */
function latestOf({ messages }: Thread): Quote | undefined {
  const latest = messages.findLast(({ direction, deleted_at }) => direction === "in" && !deleted_at);
  return latest && quoteOf(latest);
}

/** What was chosen, as long as it is still there. */
function standing(quote: Quote | undefined, { messages }: Thread): Quote | undefined {
  return messages.some(({ id, deleted_at }) => id === quote?.id && deleted_at) ? undefined : quote;
}

/** What a reply written now answers: what was chosen, else the contact's latest where it has to be something. */
export function answeredIn(conversation: string): Quote | undefined {
  const { quote } = deskOf(conversation).reply;
  if (!capsOf(conversation)?.answers) return quote;
  const thread = threadOf(conversation);
  return standing(quote, thread) ?? latestOf(thread);
}

/** What a reply answers, for a component. */
export interface Answered {
  quote: Quote | undefined;
  /** It is another than the one that would be taken by itself. */
  chosen: boolean;
  /** A reply has to answer something, and nothing is left that can be answered. */
  nothing: boolean;
}

export function useAnswered(row: Row): Answered {
  const { quote } = useDesk(row.id).reply;
  const thread = useThread(row.id);
  if (!useCaps(row)?.answers) return { quote, chosen: quote !== undefined, nothing: false };
  const chosen = standing(quote, thread);
  const latest = latestOf(thread);
  const nothing = !chosen && !latest && thread.state === "ready" && thread.whole;
  return { quote: chosen ?? latest, chosen: chosen !== undefined && chosen.id !== latest?.id, nothing };
}
