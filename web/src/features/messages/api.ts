/** What other features may use of the messages. */

import type { components } from "../../gen/api";
import { api } from "../../lib/http";

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
  takeEvent,
  takeMessage,
  threadOf,
  useThread,
} from "./threads";

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

/** The former texts of a message, oldest first. */
export const fetchVersions = async (conversation: string, message: string, signal: AbortSignal) => {
  const answer = await api.get<components["schemas"]["Versions"]>(`${path(conversation, message)}/versions`, {
    signal,
  });
  return answer.versions;
};
