import { useNavigate } from "@tanstack/react-router";
import type { InboxSearch } from "./address";
import { useView } from "./address";
import { channelFits } from "./conversation-kinds";
import type { ConversationKind } from "./rules";

/** The same search part of an address, of a kind. A filter stays where it leaves anything to show. */
export function ofKind(search: InboxSearch, kind: ConversationKind): InboxSearch {
  const channel = channelFits(search.channel, kind) ? search.channel : undefined;
  return { ...search, kind, channel, q: undefined };
}

/** Goes from messages to comments, or back. */
export function useSwitchKind(): () => void {
  const go = useNavigate();
  const { kind: now } = useView();
  const kind = now === "messages" ? "comments" : "messages";
  return () => void go({ to: "/inbox", search: (now) => ofKind(now, kind) });
}
