/** Files on their way, for each conversation and mode. Those that have arrived lie on the sheet. */
import { apiAddress } from "../../lib/http";
import { createUploads, type Upload, type UploadQueue } from "../../lib/upload";
import { sendTo } from "../../lib/upload-send";
import { capsOf } from "../conversations/api";
import type { Attachment } from "../messages/api";
import { changeSheet, deskOf } from "./desk";
import { sheetChanged } from "./drafts";
import { fileFault, fileKind, type Mode, typesOf } from "./rules";

export type Sent = Upload<Attachment>;

const queues = new Map<string, UploadQueue<Attachment>>();

/** Most bytes of a file in a note. The server holds notes to the limits of its web chat. */
const noteBytes = 25 * 1024 * 1024;
const noteFiles = 10;

/** Sends a file's bytes to the server, which answers with the attachment they have become. */
export const sendFile = sendTo<Attachment>((file) => apiAddress("/uploads", { name: file.name }));

/** The queue of a conversation's files in a mode. */
export function uploadsOf(conversation: string, mode: Mode): UploadQueue<Attachment> {
  const key = `${conversation} ${mode}`;
  const known = queues.get(key);
  if (known) return known;
  const queue = createUploads<Attachment>(sendFile, () => limits(conversation, mode));
  queues.set(key, queue);
  queue.uploads.subscribe(() => layDown(conversation, mode, queue));
  return queue;
}

/** Files that may lie on a sheet. Where a message takes fewer, they become several messages. */
const mostFiles = 10;

/** What may be attached, by what the channel takes and what lies on the sheet already. */
function limits(conversation: string, mode: Mode) {
  const lying = deskOf(conversation)[mode].files.length;
  if (mode === "note") return { bytes: noteBytes, types: [], files: left(noteFiles - lying) };
  const caps = capsOf(conversation);
  return {
    // What the channel does not know as a kind of its own goes as a document.
    bytes: (file: File) => (caps?.files[fileKind(file.type)] ?? caps?.files.file)?.bytes ?? 0,
    // A channel that takes any document takes every type; the server knows the few it refuses.
    types: caps ? withUnknown(typesOf(caps)) : [],
    files: left(caps?.files_per_message ? Math.max(caps.files_per_message, mostFiles) - lying : 0),
  };
}

/** Why a file that lies on the sheet cannot be sent; empty when it can. The server has found out what it is. */
export function faultOfLying(conversation: string, mode: Mode, file: Attachment): string {
  const caps = capsOf(conversation);
  return mode === "note" || !caps ? "" : fileFault(caps, file);
}

/** What the browser knows no type of is not refused for that: the server looks into the file. */
const withUnknown = (types: readonly string[]) => (types.length > 0 ? [...types, ""] : []);

/** A count for which 0 means none, where the queue takes 0 for no limit. */
const left = (count: number) => (count > 0 ? count : 0.5);

/** Moves files that have arrived onto the sheet. */
function layDown(conversation: string, mode: Mode, queue: UploadQueue<Attachment>): void {
  for (const upload of queue.uploads.get()) {
    if (upload.state !== "done" || !upload.result) continue;
    const result = upload.result;
    queue.remove(upload.id);
    changeSheet(conversation, mode, { files: [...deskOf(conversation)[mode].files, result] });
    sheetChanged(conversation, mode);
  }
}

/** Adds files to what is being written in a conversation. */
export function addFiles(conversation: string, files: Iterable<File>, original = false): void {
  uploadsOf(conversation, deskOf(conversation).mode).add(files, original);
}

/** Ends all transfers, as when somebody else signs in. */
export function dropUploads(): void {
  for (const queue of queues.values()) queue.clear();
  queues.clear();
}
