import type { Message } from "../contract";
import { markKnown } from "../keep/identity";
import { place } from "../place";
import { lastOf, merge } from "../rules/merge";
import { lineIsReady } from "../wire/line";
import { markRead, tellReceipts } from "./receipts";
import { change, state } from "./state";
import { confirmSent } from "./waiting";

/**
 * Takes messages, new or changed, from wherever they come. `before` is what the visitor could have seen until now;
 * null when this is the first that is shown.
 */
export function take(news: readonly Message[], before: readonly Message[] | null = state.messages): void {
  if (!news.length) return;
  if (!place.preview) markKnown();
  const last = before ? lastOf(before, "agent") : Infinity;
  const spoken = news.filter((message) => message.from === "agent" && message.n > last).at(-1);
  change({ messages: merge(state.messages, news), asking: false });
  if (spoken) change({ spoken, agentTyping: false });
  confirmSent(news);
  if (lineIsReady()) tellReceipts();
  markRead();
}
