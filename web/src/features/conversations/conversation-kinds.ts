/** Whether this house has comments at all, and which kind of conversation was looked at last. */
import { load, save } from "../../lib/storage";
import { useStore } from "../../lib/store";
import { start } from "../account/api";
import { kindOf } from "./people";
import type { ConversationKind } from "./rules";

/** Whether a channel has comments, also one that was turned off: what was commented stays. */
export function hasComments(): boolean {
  const begun = start.get();
  if (begun?.state !== "ready") return false;
  const { channels, channel_kinds } = begun.bootstrap;
  return channel_kinds.some(({ kind, comments }) => comments && channels.some((channel) => channel.kind === kind));
}

export function useHasComments(): boolean {
  return useStore(start, hasComments);
}

/** Whether there can be conversations of a kind on a channel. An unknown channel, as of an old address, has any. */
export function channelFits(channel: string | undefined, kind: ConversationKind): boolean {
  const known = kindOf(channel ?? "");
  return !known || (kind === "comments" ? Boolean(known.comments) : known.messages);
}

const shelf = "inbox.kind";

/** The kind to show: the one that is asked for, else the one looked at last. Only messages where there are no comments. */
export function keptKind(asked: ConversationKind | undefined): ConversationKind {
  if (!hasComments()) return "messages";
  return asked ?? (load<ConversationKind>(shelf, "messages") === "comments" ? "comments" : "messages");
}

/** Keeps the kind for the next visit. */
export function keepKind(kind: ConversationKind): void {
  save(shelf, kind);
}
