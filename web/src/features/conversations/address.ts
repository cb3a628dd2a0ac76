/** What the inbox keeps in its address, so that a view is a link. */
import { useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { keptKind } from "./conversation-kinds";
import { type ConversationKind, type Tab, tabs, type View } from "./rules";

export interface InboxSearch {
  kind?: ConversationKind | undefined;
  tab?: Tab | undefined;
  channel?: string | undefined;
  assignee?: string | undefined;
  department?: string | undefined;
  /** What is searched for. */
  q?: string | undefined;
}

/** Reads the address's search part; what does not belong there is left out. */
export function readInboxSearch(raw: Record<string, unknown>): InboxSearch {
  const found: InboxSearch = {};
  if (raw.kind === "messages" || raw.kind === "comments") found.kind = raw.kind;
  const tab = tabs.find((one) => one === raw.tab);
  if (tab) found.tab = tab;
  for (const name of ["channel", "assignee", "department", "q"] as const) {
    const value = raw[name];
    // The router reads what looks like a number as one.
    if (typeof value === "string" || typeof value === "number") found[name] = String(value);
  }
  return found;
}

/** The view that an address names. One that does not say the kind means the one that was looked at last. */
export function viewOf({ kind, tab = "mine", channel = "", assignee = "", department = "" }: InboxSearch): View {
  return { kind: keptKind(kind), tab, channel, assignee, department };
}

/** The view that the address names, for a component. */
export function useView(): View {
  // The router gives what the route does not know along with what it read.
  const search = readInboxSearch(useSearch({ strict: false }));
  const { kind, tab, channel, assignee, department } = viewOf(search);
  return useMemo(() => ({ kind, tab, channel, assignee, department }), [kind, tab, channel, assignee, department]);
}

/** What the address says is searched for. */
export function useQuestion(): string {
  return useSearch({ strict: false }).q ?? "";
}
