/** Whether this house has comments at all, and which kind of conversation was looked at last. */
import { load, save } from "../../lib/storage";
import { useStore } from "../../lib/store";
import { start } from "../account/api";
import { isLeft, useLeft } from "./counts";
import { channelOf } from "./people";
import type { ConversationKind } from "./rules";

/** Whether comments come on a channel, also on one that was disconnected; or have come, and somebody has to see to them. */
export function hasComments(): boolean {
  const begun = start.get();
  if (begun?.state !== "ready") return false;
  return begun.bootstrap.channels.some((channel) => channel.comments) || isLeft("comments");
}

export function useHasComments(): boolean {
  const left = useLeft("comments");
  return useStore(start, hasComments) || left;
}

/** Whether there can be conversations of a kind on a channel. An unknown channel, as of an old address, has any. */
export function channelFits(channel: string | undefined, kind: ConversationKind): boolean {
  return channelOf(channel ?? "")?.[kind] ?? true;
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
