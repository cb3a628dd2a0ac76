/** The rules of a thread: what stands where between the messages. Pure. */
import type { components } from "../../gen/api";

export type Message = components["schemas"]["Message"];
export type Attachment = components["schemas"]["Attachment"];
export type Place = components["schemas"]["Place"];
export type Quote = components["schemas"]["Quote"];
export type Reaction = components["schemas"]["Reaction"];
export type By = components["schemas"]["By"];
export type ThreadEvent = components["schemas"]["Event"];
export type Status = Message["status"];
/** What a message holds beyond text and files. */
export type Menu = components["schemas"]["Menu"];
export type Option = components["schemas"]["Option"];
export type Choice = components["schemas"]["Choice"];
export type Card = components["schemas"]["Card"];
export type Ad = components["schemas"]["Ad"];
export type Story = components["schemas"]["Story"];
export type TemplateParts = components["schemas"]["TemplateParts"];
export type TemplateUse = components["schemas"]["TemplateUse"];

/** Somebody at an address. The name may be empty. */
export type Mailbox = components["schemas"]["Address"];
/** What of a mail stands beside its text. */
export type Mail = components["schemas"]["Mail"];

/** What a message is as a mail; `undefined` for what is none. */
export const mailOf = (message: Message): Mail | undefined => message.content?.mail;

/** Something that is not with the server yet, as far as the order of the thread is concerned. */
export interface Waiting {
  id: string;
  note: boolean;
  /** Id of the message it answers. */
  answers?: string | undefined;
}

/** One row of the thread. `day`: it is the first of its day. */
export type LogRow<W extends Waiting = Waiting> =
  | {
      kind: "message";
      key: string;
      message: Message;
      day: boolean;
      /** It continues what the row above said: same person, soon after. */
      joined: boolean;
      /** The row below continues it. */
      goesOn: boolean;
      /** Unread messages from here on; the line that says so stands above. 0 for no line. */
      unread: number;
      /** It is an unread comment, marked by itself: comments are not in the order of time. */
      fresh: boolean;
      /** 1 for what answers a comment and stands below it. */
      depth: 0 | 1;
    }
  | { kind: "event"; key: string; event: ThreadEvent; day: boolean }
  | { kind: "waiting"; key: string; item: W; joined: boolean; goesOn: boolean; depth: 0 | 1 };

/** Milliseconds within which messages of one person stand together. */
const together = 3 * 60_000;

/** What a thread is put together from. */
export interface Parts<W extends Waiting> {
  messages: readonly Message[];
  events: readonly ThreadEvent[];
  waiting: readonly W[];
  /** The contact's messages after this sequence number are new to who looks. */
  readSeq: number;
  /** Everything from the beginning is there. */
  whole: boolean;
  /** Names a moment's day, so that two of one day are the same text. */
  dayOf: (at: string) => string;
}

/** Puts messages, events and what waits to be sent into the order in which they are shown. */
export function arrange<W extends Waiting>(parts: Parts<W>): LogRow<W>[] {
  const rows = [...weave(parts), ...parts.waiting.map(waitingRow)];
  markDays(rows, parts);
  markUnread(rows, parts.readSeq);
  join(rows);
  return rows;
}

/** Messages with the events between them: an event stands after the message whose number it carries. */
function weave<W extends Waiting>({ messages, events, whole }: Parts<W>): LogRow<W>[] {
  const first = messages[0]?.seq ?? 0;
  // An event before the first message belongs to a stretch that is not here yet.
  const rest = events.filter((event) => whole || event.after_seq >= first);
  const rows: LogRow<W>[] = [];
  let next = 0;
  const until = (seq: number) => {
    for (; next < rest.length && (rest[next] as ThreadEvent).after_seq < seq; next++) {
      const event = rest[next] as ThreadEvent;
      rows.push({ kind: "event", key: `e${event.id}`, event, day: false });
    }
  };
  for (const message of messages) {
    until(message.seq);
    rows.push({
      kind: "message",
      key: message.id,
      message,
      day: false,
      joined: false,
      goesOn: false,
      unread: 0,
      ...plain,
    });
  }
  until(Number.POSITIVE_INFINITY);
  return rows;
}

const plain = { fresh: false, depth: 0 } as const;

function waitingRow<W extends Waiting>(item: W): LogRow<W> {
  return { kind: "waiting", key: `w${item.id}`, item, joined: false, goesOn: false, depth: 0 };
}

function momentOf(row: LogRow): string {
  return row.kind === "message" ? row.message.at : row.kind === "event" ? row.event.at : "";
}

/**
 * Marks where days begin. Of the first row that is known only if nothing comes above it: a line that went away with the
 * next page would move everything below.
 */
function markDays(rows: LogRow[], { dayOf, whole }: Pick<Parts<Waiting>, "dayOf" | "whole">): void {
  const first = rows[0];
  let last = first && !whole ? dayOf(momentOf(first)) : "";
  for (const row of rows) {
    if (row.kind === "waiting") continue;
    const day = dayOf(momentOf(row));
    row.day = day !== last;
    last = day;
  }
}

/** Draws the line above the first message that is new, unless nothing stands above it. */
function markUnread(rows: LogRow[], readSeq: number): void {
  const isNew = (row: LogRow) => row.kind === "message" && row.message.direction === "in" && row.message.seq > readSeq;
  const at = rows.findIndex(isNew);
  const row = rows[at];
  const old = rows.slice(0, Math.max(0, at)).some((above) => above.kind === "message");
  if (row?.kind === "message" && old) row.unread = rows.filter(isNew).length;
}

function join(rows: LogRow[]): void {
  for (let at = 1; at < rows.length; at++) {
    const [above, row] = [rows[at - 1] as LogRow, rows[at] as LogRow];
    if (row.kind === "event" || above.kind === "event" || !continues(above, row)) continue;
    row.joined = true;
    above.goesOn = true;
  }
}

function continues(above: Exclude<LogRow, { kind: "event" }>, row: Exclude<LogRow, { kind: "event" }>): boolean {
  if (row.kind === "waiting") return above.kind === "waiting" && above.item.note === row.item.note;
  if (above.kind === "waiting" || row.day || row.unread > 0) return false;
  const [one, other] = [above.message, row.message];
  // Each letter stands by itself.
  if (mailOf(other)) return false;
  const same = one.direction === other.direction && one.by.kind === other.by.kind && one.by.id === other.by.id;
  return same && Date.parse(other.at) - Date.parse(one.at) < together;
}

const ranks: Record<Status, number> = { "": 0, queued: 1, unsure: 2, sent: 3, delivered: 4, read: 5, failed: 6 };

/** The messages after a report that everything up to a sequence number has reached a status. Statuses only go forward. */
export function progressed(messages: readonly Message[], status: Status, upTo: number): readonly Message[] {
  return messages.map((message) => {
    const behind = message.direction === "out" && message.seq <= upTo && message.status !== "failed";
    return behind && ranks[message.status] < ranks[status] ? { ...message, status } : message;
  });
}

/**
 * Messages in the order of their numbers, with those of `more` in place of or beside the old ones. An answer of the
 * server can be older than a report that came live meanwhile, so a status never goes back.
 */
export function merged(messages: readonly Message[], more: readonly Message[]): readonly Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  for (const message of more) byId.set(message.id, withFarthest(message, byId.get(message.id)));
  return [...byId.values()].sort((a, b) => a.seq - b.seq);
}

function withFarthest(message: Message, known: Message | undefined): Message {
  if (!known || ranks[known.status] <= ranks[message.status]) return message;
  const { status, failure_code, failure_detail } = known;
  return { ...message, status, failure_code, failure_detail };
}

/** The messages with one as it is now, even where its status went back, as when it is sent once more. */
export function replaced(messages: readonly Message[], message: Message): readonly Message[] {
  const others = messages.filter(({ id }) => id !== message.id);
  return [...others, message].sort((a, b) => a.seq - b.seq);
}

/** The same for events, which have no numbers but arrive in order. */
export function mergedEvents(
  events: readonly ThreadEvent[],
  more: readonly ThreadEvent[],
  older: boolean,
): readonly ThreadEvent[] {
  const known = new Set(events.map((event) => event.id));
  const fresh = more.filter((event) => !known.has(event.id));
  const all = older ? [...fresh, ...events] : [...events, ...fresh];
  // Sorting is stable: events after the same message keep the order in which they were told.
  return all.sort((a, b) => a.after_seq - b.after_seq);
}

/** A person's reactions to one message, gathered by emoji, those used first in front. */
export function gathered(reactions: readonly Reaction[], me: string): { emoji: string; by: By[]; mine: boolean }[] {
  const groups = new Map<string, By[]>();
  for (const { emoji, by } of reactions) groups.set(emoji, [...(groups.get(emoji) ?? []), by]);
  return [...groups].map(([emoji, by]) => ({
    emoji,
    by,
    mine: by.some((one) => one.kind === "member" && one.id === me),
  }));
}

/** The reactions once a member has chosen an emoji; choosing the same again takes it away. Each person has one. */
export function reacted(reactions: readonly Reaction[], me: string, emoji: string): Reaction[] {
  const others = reactions.filter(({ by }) => !(by.kind === "member" && by.id === me));
  return emoji ? [...others, { emoji, by: { kind: "member", id: me } }] : others;
}

/** The emoji a member has put on a message; empty for none. */
export function reactionOf(reactions: readonly Reaction[], me: string): string {
  return reactions.find(({ by }) => by.kind === "member" && by.id === me)?.emoji ?? "";
}

/** Pixels that a picture takes in the thread, kept free before it is there. */
export function pictureSize(width: number, height: number, most = 300, least = 72): { width: number; height: number } {
  if (width <= 0 || height <= 0) return { width: 220, height: 220 };
  const scale = Math.min(1, most / width, most / height);
  return { width: Math.max(least, Math.round(width * scale)), height: Math.max(least, Math.round(height * scale)) };
}

/** Whether a file is here; what lies with a provider, or could not be fetched from it, is not. */
export const isHere = (file: Attachment): boolean => !file.state;

/** Pixels of what a message shows beside its text, to which the text keeps; 0 when it is only text. */
export function mediaWidth({ attachments, location }: Pick<Message, "attachments" | "location">): number {
  const pictures = attachments.filter((file) => file.kind === "image" || file.kind === "video");
  const [only] = pictures;
  if (pictures.length === 1 && only) return Math.max(220, pictureSize(only.width, only.height).width);
  if (pictures.length > 1) return 290;
  return attachments.length > 0 || location ? 256 : 0;
}

/** Links to a point on a map: the maps of everybody, and the ones most phones have. */
export function mapLinks({ latitude, longitude }: Place): { open: string; google: string } {
  const point = `${latitude},${longitude}`;
  return {
    open: `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`,
    google: `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(point)}`,
  };
}
