/** What one does to a conversation: shown at once, taken back with the reason when the server refuses. */
import { ApiError } from "../../lib/api-error";
import { errorWords } from "../../lib/error-words";
import { api } from "../../lib/http";
import { t, type WordKey } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { patch, put, rowOf } from "./book";
import { recount } from "./counts";
import { memberOf, myself } from "./people";
import { type Conversation, type ConversationKind, contactName, guestMark, type Row } from "./rules";

/** What to call a conversation's contact in a sentence. */
export function nameOf(row: Pick<Row, "contact">): string {
  return contactName(row.contact) || t("inbox.guest", { mark: guestMark(row.contact.id) });
}

/** Conversations one gives away: that they go out of sight is no news. */
const given = new Set<string>();

/** Whether the conversation goes out of sight because of what one did oneself. Asking forgets it. */
export function wasGiven(id: string): boolean {
  return given.delete(id);
}

/** The name of the colleague who was faster, when that is why something was refused; else empty. */
export function winnerOf(error: unknown): string {
  if (!(error instanceof ApiError)) return "";
  const who = (error.facts.assignee ?? error.facts.member) as { name?: unknown } | undefined;
  return typeof who?.name === "string" ? who.name : "";
}

/** Says why something was refused, with the name of who was faster where there is one. */
export function refusalWords(error: unknown): string {
  const name = winnerOf(error);
  if (name && error instanceof ApiError && error.code === "already_assigned") return t("inbox.taken_by", { name });
  return errorWords(t, error);
}

function tellRefused(error: unknown): void {
  toast({ kind: "failed", text: refusalWords(error) });
}

/** Shows a change at once and asks the server for it. Tells whether it was done. */
async function act(id: string, change: (row: Row) => Row, ask: () => Promise<unknown>): Promise<boolean> {
  const undo = patch(id, change);
  try {
    await ask();
    recount();
    return true;
  } catch (error) {
    undo();
    tellRefused(error);
    return false;
  }
}

/** A row as it is once a member handles it. What one may do is the server's word, which follows at once. */
export function handledBy(row: Row, member: string): Row {
  const can = { ...row.can, take: false, unassign: true };
  return { ...row, state: "handled", assignee_id: member, last_handler_id: member, queued_at: null, can };
}

/** "Assign to me". */
export async function takeConversation(id: string): Promise<boolean> {
  const row = rowOf(id);
  const me = myself();
  if (!row || !me) return false;
  const expected_assignee = row.assignee_id ?? "";
  const done = await act(
    id,
    (now) => handledBy(now, me.id),
    () => api.post(`/conversations/${id}/take`, { expected_assignee }),
  );
  if (done) toast({ text: t("inbox.taken", { name: nameOf(row) }) });
  return done;
}

/** Gives a conversation to a member, with a note for them; `overLimit` insists although they are full. Rejects with why not, for the dialog to say. */
export async function assignConversation(id: string, to: string, note: string, overLimit = false): Promise<void> {
  const row = rowOf(id);
  if (!row) return;
  if (to !== myself()?.id) given.add(id);
  const undo = patch(id, (now) => handledBy(now, to));
  try {
    await api.post(`/conversations/${id}/assign`, {
      to,
      expected_assignee: row.assignee_id ?? "",
      ...(note.trim() ? { note: note.trim() } : {}),
      ...(overLimit ? { over_limit: true } : {}),
    });
  } catch (error) {
    given.delete(id);
    undo();
    throw error;
  }
  recount();
  toast({ text: t("inbox.assigned_to", { name: memberOf(to)?.name ?? "" }) });
}

/** Puts a conversation back into the queue. */
export async function unassignConversation(id: string): Promise<void> {
  const back = (row: Row): Row => {
    const can = { ...row.can, take: true, unassign: false };
    const queued_at = row.waiting_since ?? new Date().toISOString();
    return { ...row, state: "in_queue", assignee_id: null, queued_at, can };
  };
  const done = await act(id, back, () => api.post(`/conversations/${id}/unassign`));
  if (done) tellDone("inbox.unassigned", id);
}

function tellDone(key: WordKey, id: string): void {
  const row = rowOf(id);
  toast({ text: t(key, { name: row ? nameOf(row) : "" }) });
}

/** "Get new chat": takes the conversation of a kind that waits longest. Gives its id; empty when nobody waits. */
export async function takeNext(kind: ConversationKind): Promise<string> {
  try {
    const taken = await api.post<Conversation>("/conversations/next", undefined, { query: { kind } });
    put(taken);
    recount();
    return taken.id;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) toast({ kind: "told", text: t("inbox.queue_empty") });
    else tellRefused(error);
    return "";
  }
}
