/** The rules of the inbox's lists: what a row is, where it belongs, and where it stands. Pure. */
import type { components } from "../../gen/api";
import { highlight } from "../../lib/highlight";

/** A conversation as the server tells it; in live updates without one's own marks. */
export type Conversation = components["schemas"]["Conversation"];
/** What one has read and begun to write. */
type Marks = components["schemas"]["Marks"];
/** A conversation as this member knows it. */
export type Row = Omit<Conversation, "mine"> & { mine: Marks };
type LastMessage = components["schemas"]["LastMessage"];

/** The lists of the inbox, in the order in which they stand. */
export const tabs = ["mine", "queue", "inactive", "resolved", "all"] as const;
export type Tab = (typeof tabs)[number];

/** What sort of conversation it is: direct messages, or comments on a post. A list holds one of them. */
export type ConversationKind = Conversation["kind"];

/** A list: a tab of one kind, narrowed by filters. An empty text narrows nothing. */
export interface View {
  kind: ConversationKind;
  tab: Tab;
  /** Id of a channel. */
  channel: string;
  /** Id of a member: only what they handle. */
  assignee: string;
  /** Id of a department. */
  department: string;
}

/** A view's name, the same for equal views. */
export function viewKey({ kind, tab, channel, assignee, department }: View): string {
  return `${kind} ${tab} ${channel} ${assignee} ${department}`;
}

/** Microseconds since 1970 of a moment the server wrote. Two messages in one millisecond keep their order by it. */
export function micros(at: string): number {
  const match = /^(.*?)(?:\.(\d+))?Z$/.exec(at);
  if (!match) return Date.parse(at) * 1000;
  return Date.parse(`${match[1]}Z`) * 1000 + Number((match[2] ?? "").padEnd(6, "0").slice(0, 6));
}

/** A row's place in a tab: the smaller comes first. The queue begins with who waits longest, all others with the latest. */
export function rankOf(row: Row, tab: Tab): number {
  if (tab === "queue") return micros(row.queued_at ?? row.opened_at);
  if (tab === "resolved") return -micros(row.resolved_at ?? row.last.at);
  return -micros(row.last.at);
}

/** Whether a view's filters let a row through. */
function passes(row: Row, { channel, department, assignee }: View): boolean {
  if (channel && row.channel_id !== channel) return false;
  if (department && row.department_id !== department) return false;
  return !assignee || (row.state === "handled" && row.assignee_id === assignee);
}

/** Whether a row that the member may see belongs into a view. */
export function belongs(row: Row, view: View, me: string): boolean {
  if (row.kind !== view.kind || !passes(row, view)) return false;
  switch (view.tab) {
    case "mine":
      return row.state === "handled" && row.assignee_id === me;
    case "queue":
      return row.state === "in_queue";
    case "inactive":
    case "resolved":
      return row.state === view.tab;
    case "all":
      return true;
  }
}

/** How many of the contact's messages have not been read. */
function unreadOf(row: Pick<Conversation, "inbound_count">, marks: Pick<Marks, "read_inbound">): number {
  return Math.max(0, row.inbound_count - marks.read_inbound);
}

/**
 * A row from what the server told. Live updates come without one's own marks: those known before stay, and what is
 * unread is counted anew. Of a row nobody knew, everything is taken as unread.
 */
export function withMarks(told: Conversation, before: Row | undefined): Row {
  const marks = told.mine ?? before?.mine ?? { read_seq: 0, read_inbound: 0, unread: 0, draft: "" };
  return { ...told, mine: { ...marks, unread: unreadOf(told, marks) } };
}

/** The marks after reading up to a message. What was read further before stays read. */
export function readUpTo(row: Row, seq: number): Row {
  if (seq < row.mine.read_seq) return row;
  // How many of the contact's messages lie after `seq` is known here only for the newest.
  const read_inbound = seq >= row.last_seq ? row.inbound_count : row.mine.read_inbound;
  const mine = { ...row.mine, read_seq: seq, read_inbound };
  return { ...row, mine: { ...mine, unread: unreadOf(row, mine) } };
}

/** The marks after marking as unread: the contact's newest message counts again. */
export function markedUnread(row: Row): Row {
  const mine = {
    ...row.mine,
    read_seq: Math.max(0, row.last_seq - 1),
    read_inbound: Math.max(0, row.inbound_count - 1),
  };
  return { ...row, mine: { ...mine, unread: unreadOf(row, mine) } };
}

/** What a row's second line tells, the most urgent first. */
export type Preview =
  | { what: "typing" }
  | { what: "draft"; text: string }
  | { what: "message"; last: LastMessage; ours: boolean };

export function previewOf(row: Row, customerTypes: boolean): Preview {
  if (customerTypes) return { what: "typing" };
  if (row.mine.draft.trim()) return { what: "draft", text: row.mine.draft };
  return { what: "message", last: row.last, ours: row.last.direction === "out" };
}

/** The name to show for a contact. Empty when there is nothing to call them by; then see `guestMark`. */
export function contactName(contact: { name: string; phone: string; email: string }): string {
  return contact.name.trim() || contact.phone || contact.email;
}

/** A few letters of an id by which people can tell two nameless contacts apart. */
export function guestMark(id: string): string {
  return id
    .replace(/[^a-z0-9]/gi, "")
    .slice(-4)
    .toUpperCase();
}

/** Milliseconds for which a customer has waited for an answer; 0 if nobody waits. */
export function waited(row: Pick<Row, "waiting_since" | "state">, now: number): number {
  if (!row.waiting_since || row.state === "resolved") return 0;
  return Math.max(0, now - Date.parse(row.waiting_since));
}

/** Milliseconds of waiting from which a row calls for attention by its colour. */
export const longWait = 15 * 60_000;

/** Milliseconds before its end from which the messaging window calls for attention. */
const windowNearEnd = 2 * 60 * 60_000;

/** How a conversation's messaging window stands, and the milliseconds that are left of it. */
export interface Window {
  /** `none`: the channel knows no window; `late`: it has closed, and a person may still answer. */
  state: "none" | "open" | "ending" | "late" | "closed";
  left: number;
}

export function windowOf(row: Pick<Row, "window_ends_at">, now: number, late = 0): Window {
  if (!row.window_ends_at) return { state: "none", left: 0 };
  const left = Date.parse(row.window_ends_at) - now;
  if (left + late <= 0) return { state: "closed", left: 0 };
  if (left <= 0) return { state: "late", left: left + late };
  return { state: left < windowNearEnd ? "ending" : "open", left };
}

/** What a found message says, begun where the hit is: of a mail that was found by its subject, that first. */
export function foundIn(
  hit: { text: string; subject?: string | undefined },
  query: string,
): { subject: boolean; text: string } {
  const { subject = "", text } = hit;
  if (highlight(subject, query).length < 3) return { subject: false, text: around(text, query) };
  return { subject: true, text: around(text ? `${subject} – ${text}` : subject, query) };
}

/** Characters before a hit that leave it in view in one narrow line. */
const lead = 14;

/** A text in one line, begun so late that the first hit is in view. */
export function around(text: string, query: string): string {
  const flat = text.replace(/\s+/g, " ").trim();
  const before = highlight(flat, query)[0] ?? "";
  if (before.length <= lead + 6 || before.length === flat.length) return flat;
  return `…${flat.slice(before.lastIndexOf(" ", before.length - lead) + 1)}`;
}
