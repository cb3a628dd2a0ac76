import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import { createStore, useStore } from "../../lib/store";
import { onBook, reachOf, rowsOf, useRowsOf } from "./book";
import { may } from "./people";
import type { ConversationKind, Row, Tab, View } from "./rules";

type Told = components["schemas"]["Counts"];
/** How many conversations of one kind wait where; the server counts to 100 at most. */
export type Counts = Told["comments"];

const none: Counts = { mine: 0, mine_unread: 0, queue: 0 };
const counts = createStore<Told>({ ...none, comments: none });

/** Milliseconds between two questions: in a busy house every second message would ask. */
const pause = 2000;
/** Milliseconds that what happens together has to gather. */
const gather = 120;
let timer: ReturnType<typeof setTimeout> | undefined;
let last = 0;

export function setCounts(known: Told): void {
  counts.set(known);
}

/** Asks for the numbers again, soon and not too often. */
export function recount(): void {
  if (timer !== undefined) return;
  timer = setTimeout(() => void ask(), Math.max(gather, last + pause - Date.now()));
}

async function ask(): Promise<void> {
  timer = undefined;
  last = Date.now();
  try {
    counts.set(await api.get<Told>("/conversations/counts"));
  } catch {
    // The numbers of before are better than none; the next change asks again.
  }
}

const whole = (kind: ConversationKind, tab: Tab): View => ({ kind, tab, channel: "", assignee: "", department: "" });

/** The rows of a tab, if all of them are here. */
function allOf(view: View, rows: readonly Row[]): readonly Row[] | undefined {
  const reach = reachOf(view);
  return reach.state === "ready" && reach.next === "" ? rows : undefined;
}

/** The numbers of a kind. Where a list is here as a whole its own length is exact and at once. */
function exact(asked: Counts, mine: readonly Row[] | undefined, queue: readonly Row[] | undefined): Counts {
  return {
    mine: mine?.length ?? asked.mine,
    mine_unread: mine?.filter((row) => row.mine.unread > 0).length ?? asked.mine_unread,
    queue: queue?.length ?? asked.queue,
  };
}

const of = (told: Told, kind: ConversationKind) => (kind === "comments" ? told.comments : told);

/** The numbers on the tabs of a kind, for a component. */
export function useCounts(kind: ConversationKind): Counts {
  const asked = of(useStore(counts), kind);
  const mine = useRowsOf(whole(kind, "mine"));
  const queue = useRowsOf(whole(kind, "queue"));
  return exact(asked, allOf(whole(kind, "mine"), mine), allOf(whole(kind, "queue"), queue));
}

function countsNow(kind: ConversationKind): Counts {
  const [mine, queue] = [whole(kind, "mine"), whole(kind, "queue")];
  return exact(of(counts.get(), kind), allOf(mine, rowsOf(mine)), allOf(queue, rowsOf(queue)));
}

const some = ({ mine, queue }: Counts) => mine + queue > 0;

/** Whether there are conversations of a kind that are not done with. */
export function isLeft(kind: ConversationKind): boolean {
  return some(of(counts.get(), kind));
}

export function useLeft(kind: ConversationKind): boolean {
  return some(of(useStore(counts), kind));
}

/** What waits for this member among some numbers: their own that are unread, and the queue for those who may take from it. */
export function waitingIn({ mine_unread, queue }: Counts): number {
  return mine_unread + (may("claim") ? queue : 0);
}

/** What waits for this member, of both kinds. */
export function waitingNow(): number {
  return waitingIn(countsNow("messages")) + waitingIn(countsNow("comments"));
}

/** Calls `listener` whenever the numbers may have changed. */
export function onCounts(listener: () => void): void {
  counts.subscribe(listener);
  onBook(listener);
}
