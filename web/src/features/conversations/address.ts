/** What the inbox keeps in its address, so that a view is a link. */
import { useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { type Tab, tabs, type View } from "./rules";

export interface InboxSearch {
  tab?: Tab | undefined;
  channel?: string | undefined;
  assignee?: string | undefined;
  /** What is searched for. */
  q?: string | undefined;
}

/** Reads the address's search part; what does not belong there is left out. */
export function readInboxSearch(raw: Record<string, unknown>): InboxSearch {
  const found: InboxSearch = {};
  const tab = tabs.find((one) => one === raw.tab);
  if (tab) found.tab = tab;
  for (const name of ["channel", "assignee", "q"] as const) {
    const value = raw[name];
    // The router reads what looks like a number as one.
    if (typeof value === "string" || typeof value === "number") found[name] = String(value);
  }
  return found;
}

/** The view that the address names, for a component. */
export function useView(): View {
  const { tab = "mine", channel = "", assignee = "" } = useSearch({ strict: false });
  return useMemo(() => ({ tab, channel, assignee }), [tab, channel, assignee]);
}

/** What the address says is searched for. */
export function useQuestion(): string {
  return useSearch({ strict: false }).q ?? "";
}
