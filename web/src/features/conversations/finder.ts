import type { Found } from "../../commands/finders";
import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import { nameOf } from "./acts";
import { foundIn } from "./rules";
import { openConversation } from "./way";

/** Conversations that the palette shows at once. */
const most = 6;

/** Finds conversations for the palette. */
export async function findConversations(query: string, signal: AbortSignal): Promise<Found[]> {
  const page = await api.get<components["schemas"]["SearchPage"]>("/search", {
    query: { q: query, limit: most },
    signal,
  });
  const once = new Map(page.hits.map((hit) => [hit.conversation.id, hit]));
  return [...once.values()].slice(0, most).map(({ conversation, text, subject }) => ({
    id: `conversation ${conversation.id}`,
    label: nameOf(conversation),
    hint: foundIn({ text: text || conversation.last.text, subject }, query).text,
    run: () => openConversation(conversation.id),
  }));
}
