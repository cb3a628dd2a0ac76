/** Keeps the inbox true to what happens: live changes, other tabs, and coming back after a cut. */

import { ApiError } from "../../lib/api-error";
import { type LiveEvent, lineState, onEvent, onReload, onSignal } from "../../realtime/hub";
import type { Bootstrap } from "../account/api";
import { doubtAll, fetchRow, forget, openBook, patch, put, rowOf } from "./book";
import { recount, setCounts } from "./counts";
import { giveNotice } from "./notices";
import { myself } from "./people";
import { forgetPresence, heed, stopTyping } from "./presence";
import { keepBecauseWritten, watchOffers } from "./resolving";
import { markedUnread, readUpTo } from "./rules";
import { onScope } from "./scope";
import { joinWindows, type Told } from "./windows";

/** Begins to follow the inbox of whoever is signed in, for as long as the page lives. Call it before connecting. */
export function followInbox(bootstrap: Bootstrap): void {
  const me = bootstrap.me.member.id;
  openBook(me);
  setCounts(bootstrap.counts);
  onEvent("*", (event) => giveNotice(event, takeIn(event)));
  onSignal(heed);
  onReload(doubtInbox);
  onScope(() => {
    doubtInbox();
    void doubtOpen();
  });
  lineState.subscribe(() => lineState.get() !== "live" && forgetPresence());
  watchOffers(me);
  joinWindows(me, hearWindow);
}

/** Too much was missed to be told: everything is fetched anew as it is shown. */
function doubtInbox(): void {
  doubtAll();
  forgetPresence();
  recount();
}

/** Asks for the conversation that is open, which one may not see any more. */
async function doubtOpen(): Promise<void> {
  const id = /^\/inbox\/([^/]+)/.exec(location.pathname)?.[1] ?? "";
  if (!rowOf(id)) return;
  await fetchRow(id).catch((error: unknown) => {
    if (error instanceof ApiError && error.status === 404) forget(id);
  });
}

/** What was known of a conversation before an event; `undefined` for nothing. */
type Known = ReturnType<typeof rowOf>;

/** Takes one event into the book. Gives the row as it was before. */
function takeIn(event: LiveEvent): Known {
  const id = event.conversation?.id ?? event.gone ?? "";
  const before = rowOf(id);
  if (event.gone) forget(event.gone);
  if (event.conversation) takeRow(event, event.conversation, before);
  if (movesCounts(event)) recount();
  return before;
}

function takeRow(event: LiveEvent, told: NonNullable<LiveEvent["conversation"]>, before: Known): void {
  put(told);
  // Of a conversation that is not new, nobody here knows what was read.
  if (!before && told.last_seq > 1) void fetchRow(told.id).catch(() => undefined);
  if (event.kind === "message.received") {
    stopTyping(told.id, "");
    keepBecauseWritten(told.id);
  }
  if (event.kind === "message.sent" && event.by.kind === "member") stopTyping(told.id, event.by.id);
  if (event.kind === "conversation.read" && event.by.id === myself()?.id) {
    patch(told.id, (row) => readUpTo(row, event.up_to ?? 0));
  }
}

const quiet = new Set([
  "message.progressed",
  "message.changed",
  "message.edited",
  "message.deleted",
  "message.reacted",
  "note.added",
]);

function movesCounts(event: LiveEvent): boolean {
  return event.gone !== undefined || (event.conversation !== undefined && !quiet.has(event.kind));
}

/** Another tab of the same member has done something. */
function hearWindow(told: Told): void {
  const id = told.conversation;
  if (told.kind === "read") patch(id, (row) => readUpTo(row, told.seq));
  if (told.kind === "unread") patch(id, markedUnread);
  if (told.kind === "draft") patch(id, (row) => ({ ...row, mine: { ...row.mine, draft: told.text } }));
}
