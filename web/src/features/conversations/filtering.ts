import { useNavigate } from "@tanstack/react-router";
import { useBootstrap } from "../account/api";
import { channelFits, keptKind } from "./conversation-kinds";
import type { ConversationKind } from "./rules";

/** Changes the filters in the address. An empty text takes one off. */
export function useSetFilters() {
  const go = useNavigate();
  return (part: { channel?: string; assignee?: string }) =>
    void go({
      to: "/inbox",
      search: (now) => ({
        ...now,
        q: undefined,
        ...("channel" in part ? { channel: part.channel || undefined, kind: kindIn(part.channel, now.kind) } : {}),
        // Only the list of everything has conversations of others.
        ...("assignee" in part
          ? { assignee: part.assignee || undefined, ...(part.assignee ? { tab: "all" } : {}) }
          : {}),
      }),
    });
}

/** The kind to look at with a channel chosen: one that there can be on it. */
function kindIn(channel: string | undefined, kind: ConversationKind | undefined): ConversationKind | undefined {
  const now = keptKind(kind);
  if (channelFits(channel, now)) return kind;
  return now === "messages" ? "comments" : "messages";
}

/** What there is to filter by: a single channel is no choice, and only some see what others handle. */
export function useChoices() {
  const { channels, members, me } = useBootstrap();
  return {
    channels: channels.length > 1 ? channels : [],
    members: me.can.see_all ? members.filter((member) => member.state === "active") : [],
  };
}
