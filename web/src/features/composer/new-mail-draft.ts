/** A new mail while it is written. It outlives the dialog, and in this browser also a reload. */
import { api } from "../../lib/http";
import { newId } from "../../lib/id";
import { load, save } from "../../lib/storage";
import { createStore, useStore } from "../../lib/store";
import { createUploads } from "../../lib/upload";
import { kindOf, myself, type Row } from "../conversations/api";
import type { Attachment } from "../messages/api";
import type { Addressee } from "./new-mail";
import { fileFault, fileKind, typesOf } from "./rules";
import { sendFile } from "./uploads";

export interface NewMailDraft {
  /** The request's key: pressing twice sends once. */
  key: string;
  channel: string;
  /** The one it goes to: a contact, or an address. */
  contact: Addressee | undefined;
  to: string[];
  cc: string[];
  bcc: string[];
  subject: string;
  text: string;
  files: readonly Attachment[];
}

const blank = (): NewMailDraft => ({
  key: newId(),
  channel: "",
  contact: undefined,
  to: [],
  cc: [],
  bcc: [],
  subject: "",
  text: "",
  files: [],
});

const shelf = () => `new_mail.${myself()?.id ?? ""}`;
const drafts = createStore<Readonly<Record<string, NewMailDraft>>>({});

export const draftNow = (): NewMailDraft => drafts.get()[shelf()] ?? load(shelf(), unwritten());

/** The same blank draft until something is written on it, so that its key stays. */
let empty: NewMailDraft | undefined;
function unwritten(): NewMailDraft {
  empty ??= blank();
  return empty;
}

/** The draft, for a component. */
export const useNewMailDraft = (): NewMailDraft => useStore(drafts, (all) => all[shelf()] ?? draftNow(), sameDraft);
const sameDraft = (one: NewMailDraft, other: NewMailDraft) => JSON.stringify(one) === JSON.stringify(other);

export function changeNewMail(part: Partial<NewMailDraft>): void {
  // Another mail is another request.
  const next = { ...draftNow(), key: newId(), ...part };
  save(shelf(), next);
  drafts.set((all) => ({ ...all, [shelf()]: next }));
}

/** Takes everything off it. */
export function dropNewMail(): void {
  empty = undefined;
  save(shelf(), undefined);
  drafts.set((all) => ({ ...all, [shelf()]: unwritten() }));
  newMailUploads.clear();
}

/** The files on their way; those that have arrived lie on the draft. */
export const newMailUploads = createUploads<Attachment>(sendFile, () => {
  const caps = kindOf(draftNow().channel)?.caps;
  return {
    bytes: (file: File) => (caps?.files[fileKind(file.type)] ?? caps?.files.file)?.bytes ?? 0,
    types: caps ? typesOf(caps) : [],
    files: Math.max(0.5, (caps?.files_per_message ?? 0) - draftNow().files.length),
  };
});
newMailUploads.uploads.subscribe(() => {
  for (const { id, state, result } of newMailUploads.uploads.get()) {
    if (state !== "done" || !result) continue;
    newMailUploads.remove(id);
    changeNewMail({ files: [...draftNow().files, result] });
  }
});

/** What bounds a mail of the draft's channel. */
export const limitsOf = ({ channel }: NewMailDraft) => kindOf(channel)?.caps.mail;

/** Why a file that lies on the draft cannot be sent; empty when it can. */
export function faultOfFile({ channel }: NewMailDraft, file: Attachment): string {
  const caps = kindOf(channel)?.caps;
  return caps ? fileFault(caps, file) : "";
}

/** Sends the draft, and gives the conversation that has begun. */
export function sendNewMail(draft: NewMailDraft): Promise<Row> {
  const { channel, contact, to, cc, bcc, subject, text, files, key } = draft;
  const body = {
    channel_id: channel,
    ...(contact ? { contact_id: contact.contact } : { address: to[0] ?? "" }),
    text: text.trim(),
    attachments: files.map((file) => file.key),
    mail: { subject: subject.trim(), cc, bcc },
  };
  return api.post<Row>("/conversations", body, { key });
}
