import { useNavigate } from "@tanstack/react-router";
import { useBootstrap } from "../account/api";
import type { InboxSearch } from "./address";
import { channelFits, keptKind } from "./conversation-kinds";
import { seenDepartments } from "./people";
import type { ConversationKind, View } from "./rules";

/** Whether a filter is on. */
export const isNarrowed = ({ channel, assignee, department }: View) => Boolean(channel || assignee || department);

/** The same place without filters. */
export function withoutFilters({ channel: _, assignee: __, department: ___, ...rest }: InboxSearch): InboxSearch {
  return rest;
}

type Filters = Partial<Pick<View, "channel" | "assignee" | "department">>;

/** The same place with other filters. An empty text takes one off. */
function filtered(now: InboxSearch, part: Filters): InboxSearch {
  const set = Object.fromEntries(Object.entries(part).map(([name, id]) => [name, id || undefined]));
  const next: InboxSearch = { ...now, ...set, q: undefined };
  if ("channel" in part) next.kind = kindIn(next.channel, now.kind);
  // Only the list of everything has conversations of others.
  if (part.assignee) next.tab = "all";
  return next;
}

/** Changes the filters in the address. */
export function useSetFilters() {
  const go = useNavigate();
  return (part: Filters) => void go({ to: "/inbox", search: (now) => filtered(now, part) });
}

/** The kind to look at with a channel chosen: one that there can be on it. */
function kindIn(channel: string | undefined, kind: ConversationKind | undefined): ConversationKind | undefined {
  const now = keptKind(kind);
  if (channelFits(channel, now)) return kind;
  return now === "messages" ? "comments" : "messages";
}

/** What there is to filter by: a single channel or department is no choice, and only some see what others handle. */
export function useChoices() {
  const house = useBootstrap();
  const { channels, members, me } = house;
  const departments = seenDepartments(house);
  return {
    departments: departments.length > 1 ? departments : [],
    channels: channels.length > 1 ? channels : [],
    members: me.can.see_all ? members.filter((member) => member.state === "active") : [],
  };
}
