/** What is worth telling somebody who may look elsewhere: sounds and short reports. Decides; the app shows. */

import type { Sound } from "../../lib/sound";
import type { LiveEvent } from "../../realtime/hub";
import { nameOf, wasGiven } from "./acts";
import { may, myself } from "./people";
import type { Row } from "./rules";
import { isShown, isShownHere } from "./windows";

/** What concerns somebody personally. */
type Personal = "assigned" | "given" | "mentioned" | "ended" | "held" | "failed" | "unsure";

/** Something to tell. */
export type Notice =
  | { what: "sound"; sound: Sound }
  | { what: "gone"; row: Row }
  | { what: Personal; conversation: string; name: string; by: string };

const listeners = new Set<(notice: Notice) => void>();

/** Hears what is worth telling, until the returned function is called. */
export function onNotice(listener: (notice: Notice) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Tells what an event gives reason to tell. */
export function giveNotice(event: LiveEvent, before: Row | undefined): void {
  for (const one of noticesOf(event, before)) for (const listener of listeners) listener(one);
}

type Told = NonNullable<LiveEvent["conversation"]>;

/** What each kind of event gives reason to tell, of what somebody else did. */
const reasons: Record<string, (event: LiveEvent, row: Told, me: string) => Notice[]> = {
  "message.received": (_event, row, me) => (row.assignee_id === me ? ring(row.id, "message") : []),
  // Only who begins to wait rings: further messages are from somebody who waits already.
  "conversation.opened": (_event, row) => ringForQueue(row),
  "conversation.reopened": (_event, row) => ringForQueue(row),
  "conversation.assigned": (event, row, me) => (event.member_id === me ? given(event, row) : []),
  "conversation.transferred": (event, row, me) => (event.member_id === me ? given(event, row) : []),
  "conversation.inactive": (event, row, me) => (event.member_id === me ? personal("ended", event, row) : []),
  // Only those who supervise are told that it is held.
  "conversation.held": (event, row) => (row.held ? personal("held", event, row) : []),
  // Whoever has moved on since would never know that it did not arrive.
  "message.changed": (event, row, me) => undelivered(event, row, me),
  "note.added": (event, row, me) => (event.message?.mentions.includes(me) ? personal("mentioned", event, row) : []),
};

/** What an event gives reason to tell. `before` is the conversation as it was known. */
export function noticesOf(event: LiveEvent, before: Row | undefined): Notice[] {
  const me = myself()?.id ?? "";
  if (event.gone) return goneNotice(event.gone, before);
  if (!event.conversation || (event.by.kind === "member" && event.by.id === me)) return [];
  return reasons[event.kind]?.(event, event.conversation, me) ?? [];
}

/** A conversation has gone out of sight. Only who has it open in front of them needs to hear. */
function goneNotice(id: string, before: Row | undefined): Notice[] {
  const given = wasGiven(id);
  return !given && before && isShownHere(id) ? [{ what: "gone", row: before }] : [];
}

/** A sound, unless the conversation is in front of somebody's eyes. */
function ring(id: string, sound: Sound): Notice[] {
  return isShown(id) ? [] : [{ what: "sound", sound }];
}

function ringForQueue(row: Told): Notice[] {
  return row.state === "in_queue" && may("claim") ? ring(row.id, "queue") : [];
}

/** A message of one's own failed, or nobody knows whether it arrived. */
function undelivered({ message, ...event }: LiveEvent, row: Told, me: string): Notice[] {
  if (message?.direction !== "out" || message.by.id !== me) return [];
  return message.status === "failed" || message.status === "unsure" ? personal(message.status, event, row) : [];
}

/** Somebody gave it to me, or a strategy did. */
function given(event: LiveEvent, row: Told): Notice[] {
  return personal(event.by.kind === "member" ? "assigned" : "given", event, row);
}

function personal(what: Personal, event: LiveEvent, row: Told): Notice[] {
  const rung = what === "assigned" || what === "given" || what === "mentioned" ? ring(row.id, "assigned") : [];
  // Who looks at the conversation sees it in its timeline.
  if (isShownHere(row.id) && what !== "ended") return rung;
  const by = event.by.kind === "member" ? event.by.id : "";
  return [...rung, { what, conversation: row.id, name: nameOf(row), by }];
}
