/** What other features may use of the messages. */

import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import type { Message } from "./rules";
import { threadOf } from "./threads";

export { numberLink } from "./contact-links";
export { plainText } from "./marks";
export { MenuBelow } from "./menu";
export type { Attachment, Mail, Mailbox, Menu, Message, Place, Quote, TemplateParts, TemplateUse } from "./rules";
export { isHere } from "./rules";
export { TemplateText } from "./template";
export {
  doubtThreads,
  ensureThread,
  fetchOlder,
  forgetThreads,
  patchMessage,
  type Thread,
  takeEvent,
  takeMessage,
  threadOf,
  useThread,
} from "./threads";

/** The message of a conversation that has the focus, or in which something has it. */
export function focusedMessage(conversation: string): Message | undefined {
  const seq = document.activeElement?.closest<HTMLElement>("[data-message]")?.dataset.message;
  return threadOf(conversation).messages.find((message) => `${message.seq}` === seq);
}

const path = (conversation: string, message: string) => `/conversations/${conversation}/messages/${message}`;

/** Puts one's emoji on a message; the empty text takes it away. */
export const sendReaction = (conversation: string, message: string, emoji: string) =>
  api.put(`${path(conversation, message)}/reaction`, { emoji });

/** Replaces the text of one's own message. */
export const sendEdit = (conversation: string, message: string, text: string) =>
  api.patch(path(conversation, message), { text });

/** Takes one's own message back. */
export const sendDeletion = (conversation: string, message: string) => api.delete(path(conversation, message));

/** Sends a message once more that failed, or of which nobody knows whether it was sent. */
export const askToResend = (conversation: string, message: string) => api.post(`${path(conversation, message)}/resend`);

/** Says that a message of which nobody knew did arrive. */
export const askToSettle = (conversation: string, message: string) => api.post(`${path(conversation, message)}/settle`);

/** Asks the provider once more for a message's files. */
export const askToFetch = (conversation: string, message: string) => api.post(`${path(conversation, message)}/fetch`);

/** Hides a comment from everybody but who wrote it, or shows it again. */
export const askToHide = (conversation: string, message: string, on: boolean) =>
  api.put(`${path(conversation, message)}/hidden`, { on });

/** Likes a comment, or takes that back. */
export const askToLike = (conversation: string, message: string, on: boolean) =>
  api.put(`${path(conversation, message)}/liked`, { on });

/** What is sent with a private answer to a comment: as with a reply, what the writer saw. */
interface PrivateReply {
  text: string;
  seen_seq: number;
  expected_assignee: string;
}

/** Answers a comment privately, which can be done once. The same key sends it once only. */
export const sendPrivately = (conversation: string, message: string, reply: PrivateReply, key: string) =>
  api.post<components["schemas"]["Message"]>(`${path(conversation, message)}/private-reply`, reply, { key });

/** The former texts of a message, oldest first. */
export const fetchVersions = async (conversation: string, message: string, signal: AbortSignal) => {
  const answer = await api.get<components["schemas"]["Versions"]>(`${path(conversation, message)}/versions`, {
    signal,
  });
  return answer.versions;
};
