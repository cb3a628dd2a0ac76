/** Who looks at which conversation and who writes in it, at this moment. */
import { createStore, useStore } from "../../lib/store";
import type { Signal } from "../../realtime/frames";

export interface Presence {
  /** Members who have it open. */
  looking: readonly string[];
  /** Members who write a reply. */
  replying: readonly string[];
  /** The contact is typing. */
  customer: boolean;
}

/** Milliseconds for which one word of typing holds. */
export const typingHolds = 6000;
/** Milliseconds for which a look holds. It is told again every half minute, in tabs out of view every minute. */
export const lookHolds = 90_000;

const nobody: Presence = { looking: [], replying: [], customer: false };
const present = createStore<ReadonlyMap<string, Presence>>(new Map());
const clocks = new Map<string, ReturnType<typeof setTimeout>>();

function change(conversation: string, part: (now: Presence) => Presence): void {
  present.set((all) => {
    const next = part(all.get(conversation) ?? nobody);
    const changed = new Map(all);
    const empty = next.looking.length === 0 && next.replying.length === 0 && !next.customer;
    if (empty) changed.delete(conversation);
    else changed.set(conversation, next);
    return changed;
  });
}

const withOne = (all: readonly string[], id: string) => (all.includes(id) ? all : [...all, id]);
const without = (all: readonly string[], id: string) => all.filter((one) => one !== id);

/** Takes in what was told of the moment. */
export function heed({ kind, conversation_id, by }: Signal): void {
  if (kind === "typing") typing(conversation_id, by.kind === "contact" ? "" : by.id);
  if (kind === "looking") looks(conversation_id, by.id);
  if (kind !== "away") return;
  stopTyping(conversation_id, by.id);
  looksAway(conversation_id, by.id);
}

function looks(conversation: string, member: string): void {
  change(conversation, (now) => ({ ...now, looking: withOne(now.looking, member) }));
  hold(`look ${conversation} ${member}`, lookHolds, () => looksAway(conversation, member));
}

function looksAway(conversation: string, member: string): void {
  const key = `look ${conversation} ${member}`;
  clearTimeout(clocks.get(key));
  clocks.delete(key);
  change(conversation, (now) => ({ ...now, looking: without(now.looking, member) }));
}

/** Does something after a time, unless it is held again before. */
function hold(key: string, milliseconds: number, end: () => void): void {
  clearTimeout(clocks.get(key));
  clocks.set(key, setTimeout(end, milliseconds));
}

/** Somebody types; the empty id is the contact. */
function typing(conversation: string, member: string): void {
  change(conversation, (now) =>
    member === "" ? { ...now, customer: true } : { ...now, replying: withOne(now.replying, member) },
  );
  hold(`${conversation} ${member}`, typingHolds, () => stopTyping(conversation, member));
}

/** Somebody has stopped, or what they typed has arrived; the empty id is the contact. */
export function stopTyping(conversation: string, member: string): void {
  const key = `${conversation} ${member}`;
  clearTimeout(clocks.get(key));
  if (!clocks.delete(key)) return;
  change(conversation, (now) =>
    member === "" ? { ...now, customer: false } : { ...now, replying: without(now.replying, member) },
  );
}

/** Forgets everybody, since nobody would tell that they have gone. */
export function forgetPresence(): void {
  for (const clock of clocks.values()) clearTimeout(clock);
  clocks.clear();
  present.set(new Map());
}

/** Who is at a conversation, for a component. */
export function usePresence(conversation: string): Presence {
  return useStore(present, (all) => all.get(conversation) ?? nobody);
}

/** The same outside a component. */
export function presenceOf(conversation: string): Presence {
  return present.get().get(conversation) ?? nobody;
}
