/**
 * Every conversation that is known here, and how far each list has been fetched. A list is not kept: it is all known
 * rows that belong into it, down to where it has been fetched. So a row that moves is in its new place at once, in
 * every list, whoever told of it.
 */
import { ApiError, isTemporary } from "../../lib/api-error";
import { api } from "../../lib/http";
import { createStore, useStore } from "../../lib/store";
import { belongs, type Conversation, type Row, rankOf, type View, viewKey, withMarks } from "./rules";

/** How far a view has been fetched. */
export interface Reach {
  state: "new" | "loading" | "ready" | "failed";
  error: unknown;
  /** Where the next page begins; empty when there is none. */
  next: string;
  /** Rank of the last row that was fetched; known rows beyond it are not shown yet. */
  horizon: number;
}

const unfetched: Reach = { state: "new", error: undefined, next: "", horizon: Number.NEGATIVE_INFINITY };

const rows = new Map<string, Row>();
/** When each row was last told of, in ticks; what a slow answer says of a row that moved since is out of date. */
const told = new Map<string, number>();
const reaches = new Map<string, Reach>();
/** Rows that are to be resolved in a moment: they have left their lists already. */
const leaving = new Set<string>();
let tick = 0;
let me = "";

/** Counts up at each change. */
let revision = 0;
/** The revision that components know. The changes of one frame are told together. */
const version = createStore(0);
let waiting = false;

function changed(): void {
  revision += 1;
  if (waiting) return;
  waiting = true;
  // A hidden page gets no frames.
  if (document.visibilityState === "visible") requestAnimationFrame(tell);
  else setTimeout(tell, 100);
}

function tell(): void {
  waiting = false;
  version.set(revision);
}

/** Begins an empty book for a member. */
export function openBook(member: string): void {
  me = member;
  for (const part of [rows, told, reaches, leaving]) part.clear();
  kept.clear();
  changed();
}

/** Calls `listener` after changes, at most once a frame. */
export function onBook(listener: () => void): () => void {
  return version.subscribe(listener);
}

export function rowOf(id: string): Row | undefined {
  return rows.get(id);
}

/** A row, for a component; `undefined` while it is not known. */
export function useRow(id: string): Row | undefined {
  return useStore(version, () => rows.get(id));
}

/** Some rows, for a component; `undefined` for those that are not known. */
export function useRows(ids: readonly string[]): readonly (Row | undefined)[] {
  return useStore(
    version,
    () => ids.map((id) => rows.get(id)),
    (a, b) => a.length === b.length && a.every((row, at) => row === b[at]),
  );
}

/** Takes in what the server told of a conversation just now. */
export function put(conversation: Conversation): Row {
  const row = withMarks(conversation, rows.get(conversation.id));
  rows.set(row.id, row);
  told.set(row.id, ++tick);
  changed();
  return row;
}

/** Asks for something that has conversations in it, and takes in those of which nothing newer was told meanwhile. */
export async function learn<Answer>(ask: () => Promise<Answer>, of: (answer: Answer) => readonly Conversation[]) {
  const asked = tick;
  const answer = await ask();
  for (const conversation of of(answer)) if ((told.get(conversation.id) ?? 0) <= asked) put(conversation);
  return answer;
}

/** Changes a row ahead of the server. The returned function takes that back, unless the server has spoken since. */
export function patch(id: string, change: (row: Row) => Row): () => void {
  const before = rows.get(id);
  if (!before) return () => undefined;
  const at = ++tick;
  rows.set(id, change(before));
  told.set(id, at);
  changed();
  return () => {
    if (told.get(id) !== at) return;
    rows.set(id, before);
    changed();
  };
}

/** Forgets a conversation that can no longer be seen. */
export function forget(id: string): void {
  told.set(id, ++tick);
  if (rows.delete(id)) changed();
}

/** Takes a row out of all lists but "resolved" and "all", or lets it back in. */
export function setLeaving(id: string, gone: boolean): void {
  if (gone) leaving.add(id);
  else leaving.delete(id);
  changed();
}

export function isLeaving(id: string): boolean {
  return leaving.has(id);
}

/** Whether a row is about to leave, for a component. */
export function useLeaving(id: string): boolean {
  return useStore(version, () => leaving.has(id));
}

/** The lists as they were worked out last, until something changes. */
const kept = new Map<string, { revision: number; rows: readonly Row[] }>();

/** The rows of a view in their order. */
export function rowsOf(view: View): readonly Row[] {
  const key = viewKey(view);
  const before = kept.get(key);
  if (before?.revision === revision) return before.rows;
  const now = arrange(view, reachOf(view).horizon);
  kept.set(key, { revision, rows: now });
  return now;
}

function arrange(view: View, horizon: number): readonly Row[] {
  const ranked: { row: Row; rank: number }[] = [];
  for (const row of rows.values()) {
    if (!belongs(row, view, me) || hides(row, view)) continue;
    const rank = rankOf(row, view.tab);
    if (rank <= horizon) ranked.push({ row, rank });
  }
  ranked.sort((a, b) => a.rank - b.rank || (a.row.id < b.row.id ? -1 : 1));
  return ranked.map(({ row }) => row);
}

function hides(row: Row, view: View): boolean {
  return leaving.has(row.id) && view.tab !== "all" && view.tab !== "resolved";
}

/** The rows of a view, for a component. */
export function useRowsOf(view: View): readonly Row[] {
  return useStore(version, () => rowsOf(view));
}

export function reachOf(view: View): Reach {
  return reaches.get(viewKey(view)) ?? unfetched;
}

/** How far a view has been fetched, for a component. */
export function useReach(view: View): Reach {
  return useStore(version, () => reachOf(view));
}

function setReach(view: View, reach: Reach): void {
  reaches.set(viewKey(view), reach);
  changed();
}

/** Rows of a page. */
const pageRows = 30;
const coming = new Map<string, Promise<void>>();

/** Fetches the first page of a view, unless it is there or under way. */
export async function ensureView(view: View): Promise<void> {
  if (reachOf(view).state === "new") await fetchMore(view);
}

/** Fetches the next page of a view. Asking again while one is under way asks once. */
export function fetchMore(view: View): Promise<void> {
  const key = viewKey(view);
  const under = coming.get(key);
  if (under) return under;
  const reach = reachOf(view);
  if (reach.state === "ready" && reach.next === "") return Promise.resolve();
  const begun = fetchPage(view, reach).finally(() => coming.delete(key));
  coming.set(key, begun);
  return begun;
}

async function fetchPage(view: View, from: Reach): Promise<void> {
  const asked = tick;
  setReach(view, { ...from, state: "loading", error: undefined });
  try {
    const page = await askForPage(view, from.next);
    take(view, from, page.conversations, page.next, asked);
  } catch (error) {
    setReach(view, { ...from, state: "failed", error });
  }
}

/** Tries of a page that meets a bad connection. */
const tries = 3;

async function askForPage(view: View, after: string, tried = 1): Promise<Page> {
  const { kind, tab, channel: channel_id, assignee: assignee_id, department: department_id } = view;
  const query = { kind, tab, channel_id, assignee_id, department_id, after, limit: pageRows };
  try {
    return await api.get<Page>("/conversations", { query });
  } catch (error) {
    if (tried >= tries || !isTemporary(error)) throw error;
    await new Promise((done) => setTimeout(done, 500 * tried));
    return askForPage(view, after, tried + 1);
  }
}

interface Page {
  conversations: Conversation[];
  next: string;
}

/** Takes in a page that was asked for at a tick. */
function take(view: View, from: Reach, page: readonly Conversation[], next: string, asked: number): void {
  const last = page.at(-1);
  const horizon = next === "" || !last ? Number.POSITIVE_INFINITY : rankOf(withMarks(last, undefined), view.tab);
  const begin = from.next === "" ? Number.NEGATIVE_INFINITY : from.horizon;
  sweep(view, begin, horizon, new Set(page.map(({ id }) => id)), asked);
  for (const conversation of page) {
    // Something newer was told of this one while the page was on its way.
    if ((told.get(conversation.id) ?? 0) > asked) continue;
    rows.set(conversation.id, withMarks(conversation, undefined));
    told.set(conversation.id, asked);
  }
  setReach(view, { state: "ready", error: undefined, next, horizon });
}

/** Forgets the rows that should have been in a page and are not: they left while nobody told. */
function sweep(view: View, from: number, to: number, page: ReadonlySet<string>, asked: number): void {
  for (const row of rows.values()) {
    if (page.has(row.id) || (told.get(row.id) ?? 0) > asked || !belongs(row, view, me)) continue;
    const rank = rankOf(row, view.tab);
    if (rank > from && rank <= to) rows.delete(row.id);
  }
}

/** Fetches one conversation, whatever list it is in. Rejects with an `ApiError`, as when it cannot be seen. */
export async function fetchRow(id: string): Promise<Row> {
  const asked = tick;
  const conversation = await api.get<Conversation>(`/conversations/${id}`);
  if ((told.get(id) ?? 0) <= asked) return put(conversation);
  const newer = rows.get(id);
  if (!newer) throw new ApiError(404, "not_found");
  // The marks are never told live, so the answer's own are good in any case.
  return put(conversation.mine ? { ...newer, mine: conversation.mine } : newer);
}

/** Too much was missed: every list is fetched anew when it is next shown. What is shown stays until then. */
export function doubtAll(): void {
  for (const [key, reach] of reaches) reaches.set(key, { ...reach, state: "new", next: "" });
  changed();
}
