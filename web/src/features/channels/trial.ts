import type { components } from "../../gen/api";
import { api } from "../../lib/http";

type Conversation = components["schemas"]["Conversation"];

/** Rules and requests of trying a chat out: who plays the customer, and which conversation is theirs. */

/** The page that plays a company's site. */
export const trialPage = (publicKey: string) => `/widget/try/${publicKey}`;

/** Whether a conversation was written from the page that plays a company's site. */
export function isTrial(conversation: Conversation, publicKey: string): boolean {
  return conversation.contact.facts.page_url?.endsWith(trialPage(publicKey)) === true;
}

/** The newest conversation from the trial page that is not resolved; `undefined` for none. */
export async function findTrial(channel: string, publicKey: string): Promise<Conversation | undefined> {
  const query = { tab: "all", channel_id: channel };
  const { conversations } = await api.get<components["schemas"]["ConversationPage"]>("/conversations", { query });
  return conversations.find((one) => one.state !== "resolved" && isTrial(one, publicKey));
}

/** Forgets who played the customer in this browser: the next to write from the trial page is somebody new. */
export function forgetVisitor(publicKey: string): void {
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) {
      if (key.startsWith(`sapa:${publicKey}`)) storage.removeItem(key);
    }
  }
}
