/** What other features and the app may use of the composer. */
import { askForFocus } from "../conversations/api";
import type { Message } from "../messages/api";
import { quoteOf } from "./answered";
import { changeDesk, changeSheet, deskOf } from "./desk";
import { sheetChanged } from "./drafts";
import type { Mode } from "./rules";

export { answeredIn } from "./answered";
export { deskOf, isWritten } from "./desk";
export { keepDrafts } from "./drafts";
export { beginMail, canBeginMail } from "./new-mail";
export { dropSending, openOutbox, retrySending, type SendingItem, useSendings } from "./outbox";
export { addFiles } from "./uploads";

/** Begins an answer that quotes a message, in the mode that fits it or the one that is given. */
export function quoteMessage(message: Message, wanted?: Mode): void {
  const { conversation_id, direction } = message;
  const mode = wanted ?? (direction === "note" ? "note" : deskOf(conversation_id).mode);
  const quote = quoteOf(message);
  changeDesk(conversation_id, () => ({ mode, editing: undefined }));
  changeSheet(conversation_id, mode, { quote });
  sheetChanged(conversation_id, mode);
  askForFocus(conversation_id);
}

/** Begins to change the text of one's own message. */
export function editMessage({ conversation_id, id, text }: Message): void {
  changeDesk(conversation_id, () => ({ editing: { message: id, text } }));
  askForFocus(conversation_id);
}
