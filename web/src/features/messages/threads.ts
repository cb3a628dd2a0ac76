/**
 * The threads that have been opened or are about to be: their newest pages, kept up to date by live changes. The
 * latest thirty stay, so that going back and forth between conversations costs nothing.
 */
import { isTemporary } from "../../lib/api-error";
import { api } from "../../lib/http";
import { createStore, useStore } from "../../lib/store";
import { type LiveEvent, lineState } from "../../realtime/hub";
import { type Message, merged, mergedEvents, progressed, replaced, type Status, type ThreadEvent } from "./rules";

export interface Thread {
  /** `doubted`: too much was missed; what is there is shown until it has been fetched anew. */
  state: "new" | "loading" | "ready" | "doubted" | "failed";
  error: unknown;
  messages: readonly Message[];
  events: readonly ThreadEvent[];
  /** The first message is there. */
  whole: boolean;
  /** Older messages are on their way, or could not be fetched. */
  older: "idle" | "loading" | "failed";
}

const blank: Thread = {
  state: "new",
  error: undefined,
  messages: [],
  events: [],
  whole: false,
  older: "idle",
};

/** Threads that are kept. */
export const mostThreads = 30;
/** Messages of a page. */
const pageMessages = 50;

/** By conversation, the one used longest ago first. */
const threads = createStore<ReadonlyMap<string, Thread>>(new Map());
/** When a message was last told of live, in ticks: an answer asked for before is out of date. */
const told = new Map<string, number>();
let tick = 0;

export function threadOf(conversation: string): Thread {
  return threads.get().get(conversation) ?? blank;
}

/** A thread, for a component. */
export function useThread(conversation: string): Thread {
  return useStore(threads, (all) => all.get(conversation) ?? blank);
}

function set(conversation: string, change: (now: Thread) => Thread): void {
  threads.set((all) => {
    const next = new Map(all);
    const changed = change(all.get(conversation) ?? blank);
    next.set(conversation, changed);
    return next;
  });
}

/** Moves a thread to the end of the queue of those to be forgotten. */
function use(conversation: string): void {
  threads.set((all) => {
    const kept = [...all].filter(([id]) => id !== conversation);
    return new Map([...kept.slice(-(mostThreads - 1)), [conversation, all.get(conversation) ?? blank]]);
  });
}

/** Forgets all threads, as when somebody else signs in. */
export function forgetThreads(): void {
  told.clear();
  threads.set(new Map());
}

/** Forgets a thread that may no longer be seen. */
function forgetThread(conversation: string): void {
  threads.set((all) => {
    const rest = new Map(all);
    rest.delete(conversation);
    return rest;
  });
}

/** Too much was missed: every thread is fetched anew when it is next shown. */
export function doubtThreads(): void {
  threads.set((all) => new Map([...all].map(([id, thread]) => [id, { ...thread, state: "doubted" }])));
}

interface Page {
  messages: Message[];
  events: ThreadEvent[];
  more: boolean;
}

const path = (conversation: string) => `/conversations/${conversation}/messages`;
const coming = new Map<string, Promise<void>>();

/** Does one thing for a thread at a time; asking again meanwhile gives the one under way. */
function once(key: string, work: () => Promise<void>): Promise<void> {
  const under = coming.get(key);
  if (under) return under;
  const begun = work().finally(() => coming.delete(key));
  coming.set(key, begun);
  return begun;
}

/** Fetches a thread's newest page, unless it is there. Resolves when it is, or could not be fetched. */
export function ensureThread(conversation: string): Promise<void> {
  use(conversation);
  if (threadOf(conversation).state === "ready") return Promise.resolve();
  return once(`newest ${conversation}`, () => fetchNewest(conversation));
}

/** Fetches a thread that failed by itself when the connection is back, until the returned function is called. */
export function retryOnceBack(conversation: string): () => void {
  return lineState.subscribe(() => {
    if (lineState.get() === "live" && threadOf(conversation).state === "failed") void ensureThread(conversation);
  });
}

async function fetchNewest(conversation: string): Promise<void> {
  const asked = tick;
  const before = threadOf(conversation);
  set(conversation, (now) => ({ ...now, state: "loading", error: undefined }));
  try {
    const page = await ask(conversation, { limit: pageMessages });
    const kept = before.state === "doubted" ? { ...blank, messages: newerThan(conversation, asked) } : undefined;
    set(conversation, (now) => withPage(kept ?? now, page, asked, page.more));
  } catch (error) {
    set(conversation, (now) => ({ ...now, state: "failed", error }));
  }
}

/** The messages that were told of since a moment. */
function newerThan(conversation: string, asked: number): readonly Message[] {
  return threadOf(conversation).messages.filter((message) => (told.get(message.id) ?? 0) > asked);
}

function withPage(thread: Thread, page: Page, asked: number, more: boolean): Thread {
  const current = page.messages.filter((message) => (told.get(message.id) ?? 0) <= asked);
  return {
    ...thread,
    state: "ready",
    error: undefined,
    messages: merged(thread.messages, current),
    events: mergedEvents(thread.events, page.events, true),
    whole: !more,
    older: "idle",
  };
}

async function ask(conversation: string, query: Record<string, number>, tried = 1): Promise<Page> {
  try {
    return await api.get<Page>(path(conversation), { query });
  } catch (error) {
    if (tried >= 3 || !isTemporary(error)) throw error;
    await new Promise((done) => setTimeout(done, 500 * tried));
    return ask(conversation, query, tried + 1);
  }
}

/** Fetches the page before the oldest message that is here. */
export function fetchOlder(conversation: string, limit = pageMessages): Promise<void> {
  const { state, whole } = threadOf(conversation);
  if (state !== "ready" || whole) return Promise.resolve();
  return once(`older ${conversation}`, async () => {
    const asked = tick;
    const before = threadOf(conversation).messages[0]?.seq ?? 0;
    set(conversation, (now) => ({ ...now, older: "loading" }));
    try {
      const page = await ask(conversation, { before, limit });
      set(conversation, (now) => withPage(now, page, asked, page.more));
    } catch {
      set(conversation, (now) => ({ ...now, older: "failed" }));
    }
  });
}

/** Fetches older pages until a message is here. Tells whether it is. */
export async function fetchBackTo(conversation: string, seq: number): Promise<boolean> {
  const isHere = () => threadOf(conversation).messages.some((message) => message.seq === seq);
  while (!isHere() && !threadOf(conversation).whole) {
    const first = threadOf(conversation).messages[0]?.seq ?? 0;
    await fetchOlder(conversation, Math.min(200, Math.max(pageMessages, first - seq + 10)));
    if (threadOf(conversation).older === "failed") break;
  }
  return isHere();
}

/** Fetches what lies between the newest message that is here and one that was told of out of turn. */
function fillGap(conversation: string): Promise<void> {
  return once(`gap ${conversation}`, async () => {
    const asked = tick;
    const after = lastBeforeGap(threadOf(conversation).messages);
    try {
      const page = await ask(conversation, { after, limit: 200 });
      set(conversation, (now) => withPage(now, page, asked, !now.whole));
    } catch {
      set(conversation, (now) => ({ ...now, state: "doubted" }));
    }
  });
}

/** The last sequence number up to which no message is missing. */
function lastBeforeGap(messages: readonly Message[]): number {
  const at = messages.findIndex((message, index) => index > 0 && message.seq !== (messages[index - 1]?.seq ?? 0) + 1);
  return (at < 0 ? messages.at(-1) : messages[at - 1])?.seq ?? 0;
}

/**
 * Takes in a message that the server told just now. Threads that are not kept are left alone. `now` tells that it is as
 * it is at this moment; an answer may be older than what came live.
 */
export function takeMessage(message: Message, now = false): void {
  const thread = threads.get().get(message.conversation_id);
  if (!thread || thread.state === "new") return;
  told.set(message.id, ++tick);
  const first = thread.messages[0];
  // What lies before the stretch that is here comes with its own page.
  if (first && message.seq < first.seq && !thread.whole) return;
  const put = now ? replaced : (all: readonly Message[]) => merged(all, [message]);
  set(message.conversation_id, (held) => ({ ...held, messages: put(held.messages, message) }));
  const last = thread.messages.at(-1)?.seq ?? 0;
  if (thread.state === "ready" && message.seq > last + 1) void fillGap(message.conversation_id);
}

/** Changes a message ahead of the server. The returned function takes that back, unless the server has spoken since. */
export function patchMessage(conversation: string, id: string, change: (message: Message) => Message): () => void {
  const before = threadOf(conversation).messages.find((message) => message.id === id);
  if (!before) return () => undefined;
  const put = (message: Message) => set(conversation, (now) => ({ ...now, messages: replaced(now.messages, message) }));
  const at = ++tick;
  told.set(id, at);
  put(change(before));
  return () => {
    if (told.get(id) === at) put(before);
  };
}

/** What stands between the messages. */
const shownKinds = new Set(
  ["opened", "reopened", "assigned", "transferred", "unassigned", "inactive", "resolved", "linked"].map(
    (kind) => `conversation.${kind}`,
  ),
);

/** Takes one live event into its thread, if that is kept. */
export function takeEvent(event: LiveEvent): void {
  if (event.gone) forgetThread(event.gone);
  const conversation = event.conversation?.id ?? event.message?.conversation_id ?? "";
  if (!threads.get().has(conversation)) return;
  if (event.message) takeMessage(event.message, event.kind === "message.changed");
  const { status, up_to } = event;
  if (event.kind === "message.progressed" && status && up_to) {
    set(conversation, (now) => ({ ...now, messages: progressed(now.messages, status as Status, up_to) }));
  }
  if (shownKinds.has(event.kind)) {
    set(conversation, (now) => ({ ...now, events: mergedEvents(now.events, [event], false) }));
  }
}
