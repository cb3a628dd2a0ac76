import type { components } from "../gen/api";
import { createStore } from "../lib/store";
import { startLive } from "./browser";
import type { LineState, Signal } from "./frames";
import type { Live } from "./live";

/** One thing that happened, as the server tells it. */
export type LiveEvent = components["schemas"]["LiveEvent"];

type EventListener = (event: LiveEvent, number: number) => void;
type SignalListener = (signal: Signal) => void;

const onEvents = new Map<string, Set<EventListener>>();
const onSignals = new Set<SignalListener>();
const onReloads = new Set<() => void>();
let live: Live | undefined;

/** How the connection stands; `undefined` before `connect`. */
export const lineState = createStore<LineState | undefined>(undefined);
/** Whether this tab is the one that makes sounds and watches for idleness. */
export const leading = createStore(false);

/** Hears events of one kind, as `message.received`, or of all with `*`, until the returned function is called. Set up before `connect`. */
export function onEvent(kind: string, listener: EventListener): () => void {
  const listeners = onEvents.get(kind) ?? new Set();
  onEvents.set(kind, listeners.add(listener));
  return () => void listeners.delete(listener);
}

/** Hears what passes and is not kept: typing, looking. */
export function onSignal(listener: SignalListener): () => void {
  onSignals.add(listener);
  return () => void onSignals.delete(listener);
}

/** Hears that too much was missed to tell, so that everything must be fetched again. */
export function onReload(listener: () => void): () => void {
  onReloads.add(listener);
  return () => void onReloads.delete(listener);
}

/** Says that too much was missed, as after a pause in which nobody was connected. */
export function reloadAll(): void {
  for (const listener of onReloads) listener();
}

/** Begins to follow a workspace after change `number`. `name` contains the member's id. A line before it ends. */
export function connect(name: string, number: number): void {
  disconnect();
  const begun = startLive<LiveEvent>({
    name,
    number,
    onChange: (change) => {
      for (const event of change.events) tell(event, change.number);
    },
    onSignal: (signal) => {
      for (const listener of onSignals) listener(signal);
    },
    onReload: reloadAll,
  });
  live = begun;
  const follow = () => {
    lineState.set(begun.state.get());
    leading.set(begun.leading.get());
  };
  begun.state.subscribe(follow);
  begun.leading.subscribe(follow);
  follow();
}

/** Ends the connection, as at sign-out. */
export function disconnect(): void {
  live?.stop();
  live = undefined;
  lineState.set(undefined);
  leading.set(false);
}

/** Says that the member types in a conversation. Call it at most every three seconds. */
export function tellTyping(conversation: string): void {
  live?.typing(conversation);
}

/** Says that the member is at work here. Call it at most every ten seconds. */
export function tellActive(): void {
  live?.active();
}

/** Says which conversation this tab shows; `null` for none. */
export function tellLooking(conversation: string | null): void {
  live?.looking(conversation);
}

/** Tries to connect at once, because the person asks for it. */
export function hurry(): void {
  live?.hurry();
}

function tell(event: LiveEvent, number: number): void {
  for (const kind of [event.kind, "*"]) for (const listener of onEvents.get(kind) ?? []) listener(event, number);
}
