import { type Bootstrap, readStart, signOut, start } from "../features/account/api";
import { followHouse } from "../features/account/follow";
import { ApiError } from "../lib/api-error";
import { errorWords } from "../lib/error-words";
import { chosenLanguage, showLanguage, t } from "../lib/i18n";
import { createStore } from "../lib/store";
import { setZone } from "../lib/time";
import { toast } from "../lib/toast";
import { connect, disconnect, reloadAll } from "../realtime/hub";
import { openInbox } from "./inbox";

/** Hears of changes for as long as the page lives. Once, before the first `enter`. */
export function prepareVisits(): void {
  followHouse();
  start.subscribe(() => {
    const now = start.get();
    if (now?.state === "ready") void showAs(now.bootstrap);
  });
}

/** Begins to show the house to whoever is signed in. */
export async function enter(bootstrap: Bootstrap): Promise<void> {
  await showAs(bootstrap);
  openInbox(bootstrap);
  connect(bootstrap.me.member.id, bootstrap.number);
}

/** Zone and language of whoever is here; what this browser was set to comes first. */
async function showAs({ me }: Bootstrap): Promise<void> {
  setZone(me.time_zone);
  if (!chosenLanguage()) await showLanguage(me.language);
}

/** After somebody has signed in on this page: reads who that is and opens the house to them. */
export async function arrive(): Promise<void> {
  // Somebody else was in before, as when one opens a colleague's invitation: what the page holds is theirs.
  const fresh = start.get()?.state !== "ready";
  if (!fresh) return location.assign("/");
  const begun = await readStart();
  if (begun.state === "ready") await enter(begun.bootstrap);
}

/**
 * After the session ended in the middle of work and somebody has signed in over the page. The same member goes on where
 * they were; for another one everything is loaded anew, since what is on the page belongs to somebody else.
 */
export async function resume(memberId: string): Promise<void> {
  const begun = await readStart();
  if (begun.state !== "ready") return;
  if (begun.bootstrap.me.member.id !== memberId) return location.assign("/");
  await enter(begun.bootstrap);
  // What happened between the two sessions nobody has told.
  reloadAll();
}

/** The member is signing out, so an ended session is no news. */
export const leaving = createStore(false);

/** Ends the session and forgets everything this page holds. Without a connection one stays signed in, and is told. */
export async function leave(): Promise<void> {
  leaving.set(true);
  try {
    await signOut();
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) {
      leaving.set(false);
      return void toast({ kind: "failed", text: errorWords(t, error) });
    }
  }
  disconnect();
  location.assign("/sign-in");
}
