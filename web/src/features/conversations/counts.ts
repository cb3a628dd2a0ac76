import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import { createStore, useStore } from "../../lib/store";
import { onBook, reachOf, rowsOf, useRowsOf } from "./book";
import type { Row, Tab, View } from "./rules";

/** How many conversations wait where; the server counts to 100 at most. */
export type Counts = components["schemas"]["Counts"];

const counts = createStore<Counts>({ mine: 0, mine_unread: 0, queue: 0 });

/** Milliseconds between two questions: in a busy house every second message would ask. */
const pause = 2000;
/** Milliseconds that what happens together has to gather. */
const gather = 120;
let timer: ReturnType<typeof setTimeout> | undefined;
let last = 0;

export function setCounts(known: Counts): void {
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
    counts.set(await api.get<Counts>("/conversations/counts"));
  } catch {
    // The numbers of before are better than none; the next change asks again.
  }
}

const whole = (tab: Tab): View => ({ tab, channel: "", assignee: "" });

/** The rows of a tab, if all of them are here. */
function allOf(tab: Tab, rows: readonly Row[]): readonly Row[] | undefined {
  const reach = reachOf(whole(tab));
  return reach.state === "ready" && reach.next === "" ? rows : undefined;
}

/** The numbers on the tabs, for a component. Where a list is here as a whole its own length is exact and at once. */
export function useCounts(): Counts {
  const asked = useStore(counts);
  const mine = allOf("mine", useRowsOf(whole("mine")));
  const queue = allOf("queue", useRowsOf(whole("queue")));
  return {
    mine: mine?.length ?? asked.mine,
    mine_unread: mine?.filter((row) => row.mine.unread > 0).length ?? asked.mine_unread,
    queue: queue?.length ?? asked.queue,
  };
}

/** The same outside a component. */
export function countsNow(): Counts {
  const asked = counts.get();
  const mine = allOf("mine", rowsOf(whole("mine")));
  const queue = allOf("queue", rowsOf(whole("queue")));
  return {
    mine: mine?.length ?? asked.mine,
    mine_unread: mine?.filter((row) => row.mine.unread > 0).length ?? asked.mine_unread,
    queue: queue?.length ?? asked.queue,
  };
}

/** Calls `listener` whenever the numbers may have changed. */
export function onCounts(listener: () => void): void {
  counts.subscribe(listener);
  onBook(listener);
}
