/** What other features and the app may use of the composer. */
import { askForFocus } from "../conversations/api";
import { type Message, plainText, type Quote } from "../messages/api";
import { changeDesk, changeSheet, deskOf } from "./desk";
import { sheetChanged } from "./drafts";

export { deskOf, isWritten } from "./desk";
export { keepDrafts } from "./drafts";
export { beginMail, canBeginMail } from "./new-mail";
export { dropSending, openOutbox, retrySending, type SendingItem, useSendings } from "./outbox";
export { addFiles } from "./uploads";

/** Begins an answer that quotes a message, in the mode that fits it. */
export function quoteMessage(message: Message): void {
  const { conversation_id, id, by, direction, kind, seq, text } = message;
  const mode = direction === "note" ? "note" : deskOf(conversation_id).mode;
  const quote: Quote = { id, by, direction, kind, seq, text: plainText(text) };
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
