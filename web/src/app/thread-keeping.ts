import { addFinder } from "../commands/finders";
import { keepDrafts, openOutbox } from "../features/composer/api";
import { findConversations } from "../features/conversations/finder";
import { doubtThreads, takeEvent } from "../features/messages/api";
import { onEvent, onReload } from "../realtime/hub";

/** Begins to keep threads, and what the member writes in them, for as long as the page lives. Once a visit. */
export function keepThreads(member: string): void {
  onEvent("*", takeEvent);
  onReload(doubtThreads);
  keepDrafts(member);
  openOutbox(member);
  addFinder(findConversations);
}
