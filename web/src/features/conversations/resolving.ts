/**
 * Resolving with an undo. Nobody can reopen a resolved conversation, so the server is asked only when the time for
 * undoing is over: as the toast that offers it closes.
 */
import { api, apiBase } from "../../lib/http";
import { t } from "../../lib/i18n";
import { load, save } from "../../lib/storage";
import { createStore } from "../../lib/store";
import { closeToast, toast, toasts } from "../../lib/toast";
import { nameOf, refusalWords } from "./acts";
import { fetchRow, patch, rowOf, setLeaving } from "./book";
import { recount } from "./counts";

/** Milliseconds in which resolving can be undone. */
export const undoTime = 5000;

/** Conversations about to be resolved, with the toast that offers the undo. */
const pending = createStore<ReadonlyMap<string, string>>(new Map());

/** Resolves a conversation in a moment; until then it can be undone. */
export function resolveSoon(id: string): void {
  const row = rowOf(id);
  if (!row || pending.get().has(id)) return;
  setLeaving(id, true);
  const offer = toast({
    text: t("inbox.resolved_named", { name: nameOf(row) }),
    stay: undoTime,
    action: { label: t("inbox.undo"), run: () => keepOpen(id) },
  });
  pending.set((all) => new Map(all).set(id, offer));
}

/** Whether a conversation is about to be resolved. */
export function isResolving(id: string): boolean {
  return pending.get().has(id);
}

/** Undoes a resolving that has not been asked for yet. Tells whether there was one. */
export function keepOpen(id: string): boolean {
  const offer = pending.get().get(id);
  if (offer === undefined) return false;
  drop(id);
  setLeaving(id, false);
  closeToast(offer);
  return true;
}

/** Whether there is anything to undo. */
export function hasUndo(): boolean {
  return pending.get().size > 0;
}

/** Undoes the latest of all. */
export function undoLatest(): boolean {
  const latest = [...pending.get().keys()].at(-1);
  return latest !== undefined && keepOpen(latest);
}

/** The customer has written again while the undo was open: what was done to be over is not. */
export function keepBecauseWritten(id: string): void {
  const row = rowOf(id);
  if (keepOpen(id) && row) toast({ kind: "told", text: t("inbox.kept_open", { name: nameOf(row) }) });
}

function drop(id: string): void {
  pending.set((all) => {
    const rest = new Map(all);
    rest.delete(id);
    return rest;
  });
}

/** Asks for what can no longer be undone. */
function settle(): void {
  const shown = new Set(toasts.get().map((one) => one.id));
  for (const [id, offer] of pending.get()) if (!shown.has(offer)) void resolveNow(id);
}

/** Resolves at once. Tells whether it was done. */
async function resolveNow(id: string): Promise<boolean> {
  drop(id);
  setLeaving(id, true);
  const resolved_at = new Date().toISOString();
  const can = { take: false, assign: false, unassign: false, resolve: false };
  const undo = patch(id, (row) => ({
    ...row,
    state: "resolved",
    assignee_id: null,
    waiting_since: null,
    resolved_at,
    can: { ...row.can, ...can },
  }));
  try {
    await api.post(`/conversations/${id}/resolve`);
    return true;
  } catch (error) {
    undo();
    toast({ kind: "failed", text: refusalWords(error) });
    return false;
  } finally {
    setLeaving(id, false);
    recount();
  }
}

/**
 * A page that is left takes no time for undoing with it: what is pending is asked for with the last breath. Browsers
 * lose some of those requests, so the next visit looks whether it was done.
 */
function flush(me: string): void {
  const left: Left[] = [];
  for (const id of pending.get().keys()) {
    left.push({ id, seq: rowOf(id)?.last_seq ?? 0 });
    void fetch(`${apiBase}/conversations/${id}/resolve`, { method: "POST", keepalive: true }).catch(() => undefined);
  }
  if (left.length > 0) save(leftKey(me), left);
  pending.set(new Map());
}

/** A conversation that was to be resolved when the page was left, and its newest message then. */
interface Left {
  id: string;
  seq: number;
}

const leftKey = (me: string) => `resolving.${me}`;

/** Resolves what the visit before did not get through, unless something was said since. */
async function takeUp(me: string): Promise<void> {
  const left = load<Left[]>(leftKey(me), []);
  save(leftKey(me), undefined);
  for (const { id, seq } of left) {
    const row = await fetchRow(id).catch(() => undefined);
    // The last breath may be on its way still; then this one is too late, and nobody needs to hear of it.
    if (row?.can.resolve && row.last_seq === seq) await api.post(`/conversations/${id}/resolve`).catch(() => undefined);
  }
}

/** Begins to watch for undo offers that close, for the member with this id. Once a visit. */
export function watchOffers(me: string): () => void {
  void takeUp(me);
  const leave = () => flush(me);
  const stop = toasts.subscribe(settle);
  window.addEventListener("pagehide", leave);
  return () => {
    stop();
    window.removeEventListener("pagehide", leave);
  };
}
