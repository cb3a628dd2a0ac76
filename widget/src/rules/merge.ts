import type { Message, Side } from "../contract";

/** The list with the new messages in it, ascending by n. A message with a known n takes the old one's place. */
export function merge(list: readonly Message[], news: readonly Message[]): Message[] {
  const byN = new Map(list.map((message) => [message.n, message]));
  for (const message of news) byN.set(message.n, message);
  return [...byN.values()].sort((a, b) => a.n - b.n);
}

/** The greatest n of one side, 0 when it has said nothing. */
export function lastOf(list: readonly Message[], side: Side): number {
  return list.reduce((last, message) => (message.from === side ? Math.max(last, message.n) : last), 0);
}

/** How many of the agents' messages lie after what was read. */
export function unread(list: readonly Message[], read: number): number {
  return list.filter((message) => message.from === "agent" && !message.deleted && message.n > read).length;
}

/** The message with this side's reaction replaced; an empty emoji takes it away. */
export function withReaction(message: Message, emoji: string): Message {
  const others = message.reactions.filter((reaction) => reaction.from === "agent");
  return { ...message, reactions: emoji ? [...others, { emoji, from: "me" }] : others };
}
