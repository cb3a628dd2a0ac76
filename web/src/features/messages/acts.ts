/** What one does to a message: shown at once, taken back with the reason when the server refuses. */
import { errorWords } from "../../lib/error-words";
import { t } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { myself } from "../conversations/api";
import { askToFetch, askToHide, askToLike, askToResend, askToSettle, sendDeletion, sendReaction } from "./api";
import { type Message, reacted, reactionOf } from "./rules";
import { patchMessage } from "./threads";

/** Puts an emoji on a message, or takes it away if it is there. */
export async function react({ conversation_id, id, reactions }: Message, emoji: string): Promise<void> {
  const me = myself()?.id ?? "";
  const chosen = reactionOf(reactions, me) === emoji ? "" : emoji;
  const undo = patchMessage(conversation_id, id, (now) => ({ ...now, reactions: reacted(now.reactions, me, chosen) }));
  try {
    await sendReaction(conversation_id, id, chosen);
  } catch (error) {
    undo();
    toast({ kind: "failed", text: errorWords(t, error) });
  }
}

/** Takes one's own message back. Rejects with why not, for the dialog to say. */
export async function takeBack(message: Message): Promise<void> {
  await sendDeletion(message.conversation_id, message.id);
  const deleted_at = new Date().toISOString();
  patchMessage(message.conversation_id, message.id, (now) => ({ ...now, text: "", attachments: [], deleted_at }));
}

type Change = (message: Message) => Message;

/** Shows a message as it is to be, asks for it, and takes that back with the reason when it is refused. */
async function act({ conversation_id, id }: Message, change: Change, ask: typeof askToResend): Promise<void> {
  const undo = patchMessage(conversation_id, id, change);
  try {
    await ask(conversation_id, id);
  } catch (error) {
    undo();
    toast({ kind: "failed", text: errorWords(t, error) });
  }
}

const inOrder = { failure_code: "", failure_detail: "" };

/** Sends a message once more that failed or may not have arrived. */
export const resend = (message: Message) =>
  act(message, (now) => ({ ...now, ...inOrder, status: "queued" }), askToResend);

/** Says that a message arrived of which nobody knew. */
export const settle = (message: Message) =>
  act(message, (now) => ({ ...now, ...inOrder, status: "sent" }), askToSettle);

/** Hides a comment from everybody but who wrote it, or shows it again. */
export const hide = (message: Message, on: boolean) =>
  act(message, withComment({ hidden: on }), (conversation, id) => askToHide(conversation, id, on));

/** Likes a comment in the house's name, or takes that back. */
export const like = (message: Message, on: boolean) =>
  act(message, withComment({ liked: on }), (conversation, id) => askToLike(conversation, id, on));

/** A message whose comment stands differently. What went wrong before is over with it. */
function withComment(part: Partial<Message["comment"]>): Change {
  return (now) => ({ ...now, ...inOrder, comment: { ...now.comment, ...part } });
}

/** Asks once more for the files that could not be fetched. */
export const fetchFiles = (message: Message) => act(message, withFilesWaiting, askToFetch);

function withFilesWaiting(message: Message): Message {
  const attachments = message.attachments.map((file) =>
    file.state === "failed" ? { ...file, state: "waiting" as const, failure_code: "" } : file,
  );
  return { ...message, attachments };
}
