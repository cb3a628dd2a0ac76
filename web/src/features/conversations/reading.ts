/** Reading and marking as unread. */

import { errorWords } from "../../lib/error-words";
import { api } from "../../lib/http";
import { t } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { patch, rowOf } from "./book";
import { recount } from "./counts";
import { markedUnread, readUpTo } from "./rules";
import { tellWindows } from "./windows";

/** Conversations somebody marked as unread while they are open, with the newest message of then. */
const heldUnread = new Map<string, number>();
/** Marks on their way, and the newest that waits behind each. */
const underway = new Map<string, number>();

/** Marks a conversation as read up to a message, unless it is already, or is to stay unread. */
export function read(id: string, seq: number): void {
  const row = rowOf(id);
  if (!row || seq <= (heldUnread.get(id) ?? 0)) return;
  if (seq <= row.mine.read_seq && row.mine.unread === 0) return;
  patch(id, (now) => readUpTo(now, seq));
  tellWindows({ kind: "read", conversation: id, seq });
  recount();
  const busy = underway.has(id);
  underway.set(id, seq);
  if (!busy) void sendMarks(id);
}

async function sendMarks(id: string): Promise<void> {
  let sent = -1;
  while ((underway.get(id) ?? -1) > sent) {
    sent = underway.get(id) ?? 0;
    // What is not marked now is marked with the next message; nobody needs to be told.
    await api.post(`/conversations/${id}/read`, { seq: sent }).catch(() => undefined);
  }
  underway.delete(id);
  recount();
}

/** Makes the customer's newest message count as unread again, and keeps it so while the conversation stays open. */
export async function markUnread(id: string): Promise<void> {
  const row = rowOf(id);
  if (!row) return;
  heldUnread.set(id, row.last_seq);
  const undo = patch(id, markedUnread);
  tellWindows({ kind: "unread", conversation: id });
  try {
    await api.post(`/conversations/${id}/unread`);
    toast({ text: t("inbox.marked_unread"), stay: 3000 });
  } catch (error) {
    undo();
    toast({ kind: "failed", text: errorWords(t, error) });
  }
  recount();
}

/** The conversation is left: opening it again reads it. */
export function leftReading(id: string): void {
  heldUnread.delete(id);
}
