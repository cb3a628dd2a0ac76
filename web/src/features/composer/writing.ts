/** What one does at the composer. Everything works on the desk, so that keys, buttons and commands do the same. */
import { announce } from "../../lib/announce";
import { errorWords } from "../../lib/error-words";
import { t } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { tellTyping } from "../../realtime/hub";
import { capsOf, memberOf, myself, rowOf } from "../conversations/api";
import {
  type Attachment,
  type Menu,
  type Place,
  patchMessage,
  sendEdit,
  type TemplateUse,
  threadOf,
} from "../messages/api";
import { answeredIn } from "./answered";
import { changeDesk, changeSheet, clearSheet, deskOf } from "./desk";
import { sheetChanged, storeNow } from "./drafts";
import type { MailObstacle, MailWriting } from "./mail-rules";
import { post, type Sending } from "./outbox";
import { type Longest, type Mode, type Named, partsOf, roomIn, stillMentioned } from "./rules";
import { faultOfLying, uploadsOf } from "./uploads";

/** The longest note, in characters. */
const noteLimit = 10_000;
/** Milliseconds between two words of typing. */
const typingPause = 3000;
let toldTyping = 0;

/** The longest text a mode takes in a conversation. */
export function textLimit(conversation: string, mode: Mode): Longest {
  if (mode === "note") return { characters: noteLimit };
  const caps = capsOf(conversation);
  return { characters: caps?.text_limit ?? 0, bytes: caps?.text_bytes };
}

/** The newest sequence number that is known here. */
function newest(conversation: string): number {
  return threadOf(conversation).messages.at(-1)?.seq ?? rowOf(conversation)?.last_seq ?? 0;
}

/** Puts a text on the sheet, as it is typed. */
export function write(conversation: string, mode: Mode, text: string): void {
  const sheet = deskOf(conversation)[mode];
  const begun = text.trim() === "" ? 0 : sheet.begun || newest(conversation);
  // What is being answered stays the same when the contact writes once more meanwhile.
  const quote = mode === "note" || begun === 0 ? sheet.quote : answeredIn(conversation);
  changeSheet(conversation, mode, { text, begun, quote });
  if (text.trim() === "") changeDesk(conversation, () => ({ returned: undefined }));
  sheetChanged(conversation, mode);
  if (mode === "reply" && text !== "") tellOfTyping(conversation);
}

/** A note is nobody's business but the house's: the customer would see that one types. */
function tellOfTyping(conversation: string): void {
  if (Date.now() - toldTyping < typingPause) return;
  toldTyping = Date.now();
  tellTyping(conversation);
}

/** Fills in what stands beside the text of a mail. */
export function writeMail(conversation: string, mail: MailWriting | undefined): void {
  changeSheet(conversation, "reply", { mail });
  sheetChanged(conversation, "reply");
}

export function setMode(conversation: string, mode: Mode): void {
  if (deskOf(conversation).mode === mode) return;
  changeDesk(conversation, () => ({ mode, editing: undefined }));
  announce(t(mode === "note" ? "composer.now_note" : "composer.now_reply"));
}

export function addNamed(conversation: string, named: Named): void {
  changeSheet(conversation, "note", { named: [...deskOf(conversation).note.named, named] });
}

export function dropQuote(conversation: string, mode: Mode): void {
  changeSheet(conversation, mode, { quote: undefined });
  sheetChanged(conversation, mode);
}

export function dropFile(conversation: string, mode: Mode, key: string): void {
  changeSheet(conversation, mode, { files: deskOf(conversation)[mode].files.filter((file) => file.key !== key) });
  sheetChanged(conversation, mode);
}

/** Why what is on the desk cannot be sent now; `undefined` if it can. */
export type Obstacle = "empty" | "too_long" | "uploading" | "failed_files" | "newer_reply" | MailObstacle;

/** What is filled in beside a text, as it stands on the screen. */
interface Letterhead {
  obstacle: () => Obstacle | undefined;
  mail: () => MailWriting | undefined;
}

/** By conversation. They come with the code of what is filled in. */
const letterheads = new Map<string, Letterhead>();

/** Has what is filled in looked at and taken along when an answer is sent, until the returned function is called. */
export function putLetterhead(conversation: string, head: Letterhead): () => void {
  letterheads.set(conversation, head);
  return () => void (letterheads.get(conversation) === head && letterheads.delete(conversation));
}

/** Sends what is on the desk. Gives the obstacle, if there is one; then nothing has happened. */
export function submit(conversation: string): Obstacle | undefined {
  const { mode, editing } = deskOf(conversation);
  if (editing) return submitEdit(conversation);
  const obstacle = obstacleOf(conversation, mode);
  if (obstacle) return obstacle;
  const sheet = deskOf(conversation)[mode];
  const mentions = mode === "note" ? stillMentioned(sheet.text, sheet.named) : [];
  const caps = mode === "note" ? undefined : capsOf(conversation);
  // What one saw is sent, though somebody else may have written by now.
  const mail = caps && (letterheads.get(conversation)?.mail() ?? sheet.mail);
  const parts = partsOf(sheet.text.trim(), sheet.files, caps);
  const quote = mode === "note" ? sheet.quote : answeredIn(conversation);
  // Where each reply has to answer something, all of them answer the same.
  const quoted = (at: number) => (at === 0 || caps?.answers ? quote : undefined);
  void postAll(parts.map((part, at) => letter(conversation, mode, { ...part, mentions, mail, quote: quoted(at) })));
  clearSheet(conversation, mode);
  changeDesk(conversation, () => ({ returned: undefined }));
  sheetChanged(conversation, mode);
  storeNow(conversation, mode);
  return undefined;
}

function obstacleOf(conversation: string, mode: Mode): Obstacle | undefined {
  const sheet = deskOf(conversation)[mode];
  const uploads = uploadsOf(conversation, mode).uploads.get();
  if (sheet.text.trim() === "" && sheet.files.length === 0 && uploads.length === 0) return "empty";
  if (roomIn(sheet.text.trim(), textLimit(conversation, mode)).count < 0) return "too_long";
  const wrong = sheet.files.some((file) => faultOfLying(conversation, mode, file) !== "");
  if (wrong || uploads.some(({ state }) => state === "failed")) return "failed_files";
  if (uploads.length > 0) return "uploading";
  if (mode === "note") return undefined;
  return letterheads.get(conversation)?.obstacle() ?? (asksAgain(conversation) ? "newer_reply" : undefined);
}

/** A colleague has replied since this answer was begun: that is asked about, once. */
function asksAgain(conversation: string): boolean {
  const { reply: sheet, returned } = deskOf(conversation);
  const { begun, text } = sheet;
  // The server has asked already, and sending again is the answer.
  if (returned?.why === "newer_reply") return false;
  const me = myself()?.id;
  const reply = threadOf(conversation).messages.findLast(
    ({ seq, direction, by }) => direction === "out" && by.kind === "member" && by.id !== me && seq > begun,
  );
  if (begun === 0 || !reply) return false;
  const name = memberOf(reply.by.id)?.name ?? "";
  changeSheet(conversation, "reply", { begun: newest(conversation) });
  changeDesk(conversation, () => ({ returned: { why: "newer_reply", name, mode: "reply", text } }));
  return true;
}

/** The newest message the writer can have seen: while the thread is on its way, what was there as they began. */
function seen(conversation: string, mode: Mode): number {
  const { [mode]: sheet, returned } = deskOf(conversation);
  const shown = threadOf(conversation).messages.length > 0 || returned?.why === "newer_reply";
  return shown ? newest(conversation) : sheet.begun || newest(conversation);
}

/** A message with what it carries of the conversation it goes into. */
function letter(conversation: string, mode: Mode, part: Partial<Sending>): Sending {
  const assignee = rowOf(conversation)?.assignee_id ?? "";
  const blank = { text: "", files: [], place: undefined, quote: undefined, mentions: [] };
  return { conversation, mode, seen: seen(conversation, mode), assignee, ...blank, ...part };
}

/** Puts messages into the outbox one after the other, so that they keep their order. */
async function postAll(letters: readonly Sending[]): Promise<void> {
  for (const one of letters) await post(one);
}

/** Sends a file by itself, as a voice note. */
export function submitFile(conversation: string, mode: Mode, file: Attachment): void {
  void post(letter(conversation, mode, { files: [file] }));
}

/** Sends a point on the map. */
export function submitPlace(conversation: string, mode: Mode, place: Place): void {
  void post(letter(conversation, mode, { place }));
}

/** Sends something to choose from below a text. */
export function submitMenu(conversation: string, text: string, menu: Menu): void {
  void post(letter(conversation, "reply", { text, menu }));
}

/** Sends an approved text, with the file above it if it has one. */
export function submitTemplate(conversation: string, template: TemplateUse, file: Attachment | undefined): void {
  void post(letter(conversation, "reply", { files: file ? [file] : [], template }));
}

function submitEdit(conversation: string): Obstacle | undefined {
  const { editing } = deskOf(conversation);
  const message = threadOf(conversation).messages.find((one) => one.id === editing?.message);
  const text = editing?.text.trim() ?? "";
  if (!editing || !message) return "empty";
  if (text === "" && message.attachments.length === 0) return "empty";
  if (roomIn(text, textLimit(conversation, message.direction === "note" ? "note" : "reply")).count < 0)
    return "too_long";
  changeDesk(conversation, () => ({ editing: undefined }));
  if (text !== message.text) void storeEdit(conversation, message.id, text);
  return undefined;
}

async function storeEdit(conversation: string, message: string, text: string): Promise<void> {
  const edited_at = new Date().toISOString();
  const undo = patchMessage(conversation, message, (now) => ({ ...now, text, edited_at }));
  try {
    await sendEdit(conversation, message, text);
  } catch (error) {
    undo();
    // What was typed is not lost: it is back where it was typed.
    changeDesk(conversation, () => ({ editing: { message, text } }));
    toast({ kind: "failed", text: errorWords(t, error) });
  }
}

/** Begins to change one's own last message. Tells whether there is one. */
export function editLast(conversation: string): boolean {
  const me = myself()?.id;
  const { mode } = deskOf(conversation);
  const edits = capsOf(conversation)?.edits ?? false;
  const direction = mode === "note" ? "note" : "out";
  const last = threadOf(conversation).messages.findLast(
    (one) => one.direction === direction && one.by.kind === "member" && one.by.id === me && !one.deleted_at,
  );
  if (!last?.text || (mode === "reply" && !edits)) return false;
  changeDesk(conversation, () => ({ editing: { message: last.id, text: last.text } }));
  return true;
}
