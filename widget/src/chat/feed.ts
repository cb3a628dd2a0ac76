import type { Frame, Message, Page, Updates } from "../contract";
import { renewIdentity } from "../keep/identity";
import { unsent } from "../keep/outbox";
import { place } from "../place";
import { merge } from "../rules/merge";
import { closeLine, lineIsReady, nudgeLine, openLine, renewLine } from "../wire/line";
import { type Failure, request } from "../wire/request";
import { closes } from "./closing";
import { take } from "./messages";
import { doubtReceipts, setMarks, tellReceipts } from "./receipts";
import { sendNow } from "./sender";
import { change, state } from "./state";

// Keeps the state equal to what the server knows: by the socket, or by asking where sockets are blocked.

const pageSize = 50;
// Sockets are taken to be blocked after so many tries without `ready`. Most cuts heal on the first retry; a banner for
// each would only worry people.
const patience = 2;
const typingShown = 6000;
const pauseOpen = 5000;
const pauseClosed = 30_000;
const finals: Record<number, string> = { 4403: "origin_not_allowed", 4404: "not_found" };

type Timer = ReturnType<typeof setTimeout> | undefined;

let started = false;
let cursor = "";
let polling = false;
let asking = false;
let pollTimer: Timer;
let typingTimer: Timer;
const renewedOnce = new Set([unsent]);

/** Fetches the newest page and stays in touch from then on; when it does so already, it only tries at once. */
export function startFeed(): void {
  if (started) nudgeFeed();
  else startPolling();
  started = true;
}

/** Tries now: the tab came to the front, or the widget was opened. */
export function nudgeFeed(): void {
  nudgeLine();
  if (polling) void poll();
}

/** The network came back: the present line may be dead without knowing. */
export function renewFeed(): void {
  change({ line: started ? "lost" : "up" });
  renewLine();
  nudgeFeed();
}

/** Says that there is no line. */
export function showDown(): void {
  change({ line: navigator.onLine ? "lost" : "offline" });
}

/** Fetches the page before the first message that is known. */
export async function loadOlder(): Promise<void> {
  if (!state.more || state.loadingOlder) return;
  change({ loadingOlder: true });
  const answer = await ask<Page>(`/messages?before=${state.messages[0]?.n}&limit=${pageSize}`);
  if (answer) change({ more: answer.more, messages: merge(answer.messages, state.messages) });
  // The window asks for more as soon as it may, so a failure must keep it waiting.
  setTimeout(() => change({ loadingOlder: false }), answer ? 0 : pauseOpen);
}

/** Fetches one message again, because the addresses of its files have run out. */
export async function renewMessage({ n }: Message): Promise<void> {
  // Once is enough: what cannot be loaded then is not there.
  if (place.preview || renewedOnce.has(n)) return;
  renewedOnce.add(n);
  take((await ask<Page>(`/messages?before=${n + 1}&limit=1`))?.messages ?? []);
}

async function ask<T>(path: string): Promise<T | undefined> {
  try {
    return await request<T>(path);
  } catch (error) {
    closes((error as Failure).code);
    return undefined;
  }
}

function startPolling(): void {
  if (polling) return;
  polling = true;
  void poll();
}

async function poll(): Promise<void> {
  if (asking || !polling || state.closed) return;
  asking = true;
  clearTimeout(pollTimer);
  await (state.loaded ? update() : load());
  asking = false;
  if (polling) pollTimer = setTimeout(poll, state.open && !document.hidden ? pauseOpen : pauseClosed);
}

/** Fetches the newest page. The socket waits for it, because what it tells is about what comes after the page. */
async function load(): Promise<void> {
  const answer = await ask<Page>(`/messages?limit=${pageSize}`);
  if (!answer) return showDown();
  const { messages, more } = state;
  const first = answer.messages[0]?.n ?? 0;
  // Between a list that ends before the page begins and the page itself, messages may be missing: start afresh.
  const joined = !answer.more || messages.some((message) => message.n >= first);
  const older = joined && messages.some((message) => message.n < first);
  polling = false;
  cursor = answer.cursor;
  change({ loaded: true, more: older ? more : answer.more, messages: joined ? messages : [] });
  setMarks(answer);
  take(answer.messages, messages.length ? messages : null);
  openLine(() => cursor, hear, lost);
}

async function update(): Promise<void> {
  const answer = await ask<Updates>(`/updates?cursor=${encodeURIComponent(cursor)}`);
  // The socket may have come meanwhile and know more.
  if (lineIsReady()) return;
  if (!answer) return showDown();
  cursor = answer.cursor;
  setMarks(answer);
  take(answer.messages);
  if (answer.agent_typing) showTyping();
  showUp();
  if (answer.reload) await load();
}

/** Too much has happened to be told one by one. */
function reload(): void {
  closeLine();
  change({ loaded: false });
  startPolling();
}

function hear(frame: Frame): void {
  if ("cursor" in frame) cursor = frame.cursor;
  if (frame.type === "ready") {
    polling = false;
    doubtReceipts();
    setMarks(frame);
    showUp();
  } else if (frame.type === "message") take([frame.message]);
  else if (frame.type === "agent_typing") showTyping();
  else if (frame.type === "agent_read") setMarks({ agent_read: frame.n });
  else if (frame.type === "reload") reload();
}

function lost(failures: number, code: number): void {
  if (closes(finals[code] ?? "")) return;
  if (code === 4401) renewIdentity();
  if (failures >= patience) startPolling();
}

function showUp(): void {
  change({ line: "up" });
  tellReceipts();
  sendNow();
}

function showTyping(): void {
  clearTimeout(typingTimer);
  change({ agentTyping: true });
  typingTimer = setTimeout(() => change({ agentTyping: false }), typingShown);
}
