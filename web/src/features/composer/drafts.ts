/**
 * Keeping what is written: on the server, so that it is there on every device, and in this browser until the server
 * has it. Three guards keep one from losing a word: each save carries a growing revision, saves of one draft go out
 * one after another, and what comes late from the server never replaces what is being typed.
 */
import type { components } from "../../gen/api";
import { now } from "../../lib/clock";
import { api, apiBase } from "../../lib/http";
import { load, save } from "../../lib/storage";
import { patchRow, rowOf, tellWindows } from "../conversations/api";
import { type Attachment, ensureThread, type Quote, threadOf } from "../messages/api";
import { changeSheet, deskOf, type Sheet } from "./desk";
import type { MailWriting } from "./mail-rules";
import type { Mode } from "./rules";

type Told = components["schemas"]["Draft"];

/** Milliseconds after the last key before a draft is saved. */
export const saveAfter = 800;

/** What is known of one draft on its way. */
interface Keeping {
  /** The revision of what stands on the desk. */
  revision: number;
  /** The revision the server has. */
  stored: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  busy: boolean;
}

/** What a browser keeps of a draft the server has not got yet. */
interface Unsaved {
  text: string;
  files: readonly Attachment[];
  quote: Quote | undefined;
  mail?: MailWriting | undefined;
  revision: number;
}

const keepings = new Map<string, Keeping>();
let member = "";

const keyOf = (conversation: string, mode: Mode) => `${conversation} ${mode}`;
const shelf = () => `drafts.${member}`;

function keepingOf(conversation: string, mode: Mode): Keeping {
  const key = keyOf(conversation, mode);
  const known = keepings.get(key) ?? { revision: 0, stored: 0, timer: undefined, busy: false };
  keepings.set(key, known);
  return known;
}

/** Begins to keep a member's drafts. What an earlier visit could not save comes back to the desk. */
export function keepDrafts(of: string): () => void {
  member = of;
  keepings.clear();
  const flush = () => flushDrafts();
  window.addEventListener("pagehide", flush);
  return () => {
    window.removeEventListener("pagehide", flush);
    for (const { timer } of keepings.values()) clearTimeout(timer);
    keepings.clear();
  };
}

function unsaved(): Record<string, Unsaved> {
  return load<Record<string, Unsaved>>(shelf(), {});
}

function remember(key: string, draft: Unsaved | undefined): void {
  const all = unsaved();
  if (draft) all[key] = draft;
  else delete all[key];
  save(shelf(), Object.keys(all).length > 0 ? all : undefined);
}

/** Notes that a sheet has changed: it will be saved soon. */
export function sheetChanged(conversation: string, mode: Mode): void {
  const keeping = keepingOf(conversation, mode);
  keeping.revision = Math.max(now(), keeping.revision + 1);
  const { text, files, quote, mail } = deskOf(conversation)[mode];
  remember(keyOf(conversation, mode), { text, files, quote, mail, revision: keeping.revision });
  if (mode === "reply") showInList(conversation, text);
  clearTimeout(keeping.timer);
  keeping.timer = setTimeout(() => void store(conversation, mode), saveAfter);
}

function showInList(conversation: string, text: string): void {
  if (rowOf(conversation)?.mine.draft === text) return;
  patchRow(conversation, (row) => ({ ...row, mine: { ...row.mine, draft: text } }));
  tellWindows({ kind: "draft", conversation, text });
}

/** Saves a sheet now, as when the conversation is left or the text was sent. */
export function storeNow(conversation: string, mode: Mode): void {
  clearTimeout(keepingOf(conversation, mode).timer);
  void store(conversation, mode);
}

function bodyOf(sheet: Sheet, revision: number) {
  return {
    text: sheet.text,
    attachments: sheet.files.map((file) => file.key),
    revision,
    ...(sheet.quote ? { reply_to: sheet.quote.id } : {}),
    ...(sheet.mail ? { mail: sheet.mail } : {}),
  };
}

const address = (conversation: string, mode: Mode) => `/conversations/${conversation}/drafts/${mode}`;

async function store(conversation: string, mode: Mode): Promise<void> {
  const keeping = keepingOf(conversation, mode);
  if (keeping.busy || keeping.stored >= keeping.revision) return;
  keeping.busy = true;
  const revision = keeping.revision;
  try {
    await api.put(address(conversation, mode), bodyOf(deskOf(conversation)[mode], revision));
    keeping.stored = Math.max(keeping.stored, revision);
    if (keeping.revision === revision) remember(keyOf(conversation, mode), undefined);
  } catch {
    // It stays in this browser, and goes out with the next change or when the conversation is opened again.
    keeping.busy = false;
    return;
  }
  keeping.busy = false;
  if (keeping.revision > revision) void store(conversation, mode);
}

/** Fetches what was written elsewhere, and puts it on the desk where nothing newer lies. */
export async function fetchDrafts(conversation: string): Promise<void> {
  restoreUnsaved(conversation);
  const before = { reply: keepingOf(conversation, "reply").revision, note: keepingOf(conversation, "note").revision };
  let drafts: Told[];
  try {
    drafts = (await api.get<{ drafts: Told[] }>(`/conversations/${conversation}/drafts`)).drafts;
  } catch {
    return;
  }
  // What a draft answers is one of the messages, which may still be on their way.
  if (drafts.some((draft) => draft.reply_to)) await ensureThread(conversation);
  for (const mode of ["reply", "note"] as const) {
    const keeping = keepingOf(conversation, mode);
    const told = drafts.find((draft) => draft.mode === mode);
    // Somebody typed while the answer was on its way, or has typed something newer than it.
    if (keeping.revision !== before[mode]) continue;
    if (told && told.revision > keeping.revision) lay(conversation, mode, told);
    else if (!told && keeping.stored > 0 && keeping.stored === keeping.revision) lay(conversation, mode, undefined);
    else if (keeping.revision > keeping.stored) void store(conversation, mode);
  }
}

/** Puts a draft from the server on the desk; none means that it was sent or emptied on another device. */
function lay(conversation: string, mode: Mode, told: Told | undefined): void {
  const keeping = keepingOf(conversation, mode);
  keeping.revision = told?.revision ?? keeping.revision;
  keeping.stored = keeping.revision;
  const last = rowOf(conversation)?.last_seq ?? 0;
  const files = told?.attachments ?? [];
  const text = told?.text ?? "";
  changeSheet(conversation, mode, {
    text,
    files,
    quote: quoteOf(conversation, told?.reply_to),
    mail: told?.mail ?? undefined,
    begun: text ? last : 0,
  });
  if (mode === "reply") showInList(conversation, text);
}

/** The short form of a quoted message, if the message is here. */
function quoteOf(conversation: string, id: string | undefined): Quote | undefined {
  const message = id ? threadOf(conversation).messages.find((one) => one.id === id) : undefined;
  if (!message) return undefined;
  const { by, direction, kind, seq, text } = message;
  return { id: message.id, by, direction, kind, seq, text };
}

/** What an earlier visit of this browser could not save. */
function restoreUnsaved(conversation: string): void {
  const all = unsaved();
  for (const mode of ["reply", "note"] as const) {
    const kept = all[keyOf(conversation, mode)];
    const keeping = keepingOf(conversation, mode);
    if (!kept || kept.revision <= keeping.revision) continue;
    keeping.revision = kept.revision;
    const begun = rowOf(conversation)?.last_seq ?? 0;
    const { text, files, quote, mail } = kept;
    changeSheet(conversation, mode, { text, files, quote, mail, begun });
    if (mode === "reply") showInList(conversation, kept.text);
  }
}

/** A page that is left saves what is pending with its last breath. */
function flushDrafts(): void {
  for (const [key, keeping] of keepings) {
    if (keeping.stored >= keeping.revision) continue;
    const [conversation = "", mode] = key.split(" ") as [string, Mode];
    void fetch(`${apiBase}${address(conversation, mode)}`, {
      method: "PUT",
      keepalive: true,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(bodyOf(deskOf(conversation)[mode], keeping.revision)),
    }).catch(() => undefined);
  }
}
