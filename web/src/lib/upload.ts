import { ApiError } from "./api-error";
import { newId } from "./id";
import { shrinkPicture } from "./picture";
import { createStore, type Store } from "./store";
import type { SendFile } from "./upload-send";

type UploadState = "waiting" | "sending" | "done" | "failed";

/** A file on its way to the server. */
export interface Upload<R> {
  id: string;
  /** The chosen file, before it was made smaller. */
  file: File;
  /** Sent as it was chosen, not made smaller. */
  original: boolean;
  state: UploadState;
  /** Share sent, from 0 to 1. */
  progress: number;
  /** The server's code, or `too_large` or `unsupported_type` found here; empty unless `failed`. */
  reason: string;
  /** What the server answered; only when `done`. */
  result?: R;
}

/** What may be uploaded. */
export interface UploadLimits {
  /** Most bytes of a file; 0 for no limit. */
  bytes: number | ((file: File) => number);
  /** Allowed types, as `image/png` or `image/*`; empty allows all. */
  types: readonly string[];
  /** Most files in the queue at once; 0 for no limit. */
  files: number;
}

export interface UploadQueue<R> {
  uploads: Store<readonly Upload<R>[]>;
  /** Adds files; those that break a limit are added as failed, so that the person sees which and why. */
  add(files: Iterable<File>, original?: boolean): void;
  retry(id: string): void;
  /** Takes a file out of the queue and ends its transfer. */
  remove(id: string): void;
  /** Takes all files out. */
  clear(): void;
}

/** Transfers at the same moment. More would only share the same thin line. */
const atOnce = 2;

/** A queue that uploads files, with progress, retry and limits checked before a byte is sent. */
export function createUploads<R>(
  send: SendFile<R>,
  /** What may be uploaded, or how to find that out at the moment it matters. */
  limits: UploadLimits | (() => UploadLimits),
  shrink: (file: File) => Promise<File> = shrinkPicture,
): UploadQueue<R> {
  const uploads = createStore<readonly Upload<R>[]>([]);
  const transfers = new Map<string, AbortController>();
  const limitsNow = () => (typeof limits === "function" ? limits() : limits);

  const change = (id: string, part: Partial<Upload<R>>) =>
    uploads.set((all) => all.map((upload) => (upload.id === id ? { ...upload, ...part } : upload)));

  function next(): void {
    if (transfers.size >= atOnce) return;
    const waiting = uploads.get().find((upload) => upload.state === "waiting");
    if (!waiting) return;
    void transfer(waiting);
    next();
  }

  async function transfer(upload: Upload<R>): Promise<void> {
    const controller = new AbortController();
    transfers.set(upload.id, controller);
    change(upload.id, { state: "sending", progress: 0, reason: "" });
    try {
      const file = upload.original ? upload.file : await shrink(upload.file);
      const broken = tooLarge(file, limitsNow());
      if (broken) throw new ApiError(413, broken);
      const progress = (share: number) => change(upload.id, { progress: share });
      const result = await send(file, progress, controller.signal);
      change(upload.id, { state: "done", progress: 1, result });
    } catch (error) {
      change(upload.id, { state: "failed", reason: error instanceof ApiError ? error.code : "unknown" });
    }
    transfers.delete(upload.id);
    next();
  }

  return {
    uploads,
    add(files, original = false) {
      const added = [...files].map((file): Upload<R> => {
        const reason = original ? refusal(file, limitsNow()) : wrongType(file, limitsNow());
        return { id: newId(), file, original, state: reason ? "failed" : "waiting", progress: 0, reason };
      });
      uploads.set((all) => withinCount([...all, ...added], limitsNow().files));
      next();
    },
    retry(id) {
      change(id, { state: "waiting", progress: 0, reason: "" });
      next();
    },
    remove(id) {
      transfers.get(id)?.abort();
      uploads.set((all) => all.filter((upload) => upload.id !== id));
    },
    clear() {
      for (const transfer of transfers.values()) transfer.abort();
      uploads.set([]);
    },
  };
}

/** Why a file may not be uploaded: `too_large`, `unsupported_type`, or empty if it may. */
export function refusal(file: File, limits: Pick<UploadLimits, "bytes" | "types">): string {
  return tooLarge(file, limits) || wrongType(file, limits);
}

function tooLarge(file: File, limits: Pick<UploadLimits, "bytes">): string {
  const most = typeof limits.bytes === "function" ? limits.bytes(file) : limits.bytes;
  return most > 0 && file.size > most ? "too_large" : "";
}

function wrongType(file: File, limits: Pick<UploadLimits, "types">): string {
  const group = `${file.type.split("/")[0]}/*`;
  const allowed = limits.types.length === 0 || limits.types.includes(file.type) || limits.types.includes(group);
  return allowed ? "" : "unsupported_type";
}

function withinCount<R>(all: Upload<R>[], most: number): Upload<R>[] {
  if (most <= 0) return all;
  let kept = 0;
  return all.map((upload) => {
    if (upload.state === "failed") return upload;
    kept += 1;
    return kept > most ? { ...upload, state: "failed", reason: "too_many" } : upload;
  });
}
