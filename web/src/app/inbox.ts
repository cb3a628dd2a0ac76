import type { Bootstrap } from "../features/account/api";
import { ensureView, followInbox, onCounts, readInboxSearch, viewOf, waitingNow } from "../features/conversations/api";
import { setAttention } from "../lib/attention";
import { createStore } from "../lib/store";
import { openThreadsSoon } from "./threads";

/** How many conversations wait for this member: for the rail, the title and the icon. */
export const inboxWaiting = createStore(0);

let opened = false;

/** Begins to keep the inbox of whoever is signed in, for as long as the page lives. Call it before connecting. */
export function openInbox(bootstrap: Bootstrap): void {
  // The same member again, after the session had ended.
  if (opened) return;
  opened = true;
  followInbox(bootstrap);
  openThreadsSoon(bootstrap.me.member.id);
  onCounts(tellWaiting);
  tellWaiting();
  if (/^\/(inbox\/?)?$/.test(location.pathname)) askEarly();
}

function tellWaiting(): void {
  const count = waitingNow();
  inboxWaiting.set(count);
  setAttention(count);
}

/** Asks for the first list while its screen is still on its way. */
function askEarly(): void {
  const search = readInboxSearch(Object.fromEntries(new URLSearchParams(location.search)));
  if (!search.q) void ensureView(viewOf(search));
}
