/** What a member is writing, for each conversation and in both modes. It outlives the screen it is written on. */
import { createStore, useStore } from "../../lib/store";
import type { Attachment, Quote } from "../messages/api";
import { clearDrawers } from "./drawer";
import type { MailWriting } from "./mail-rules";
import type { Mode, Named } from "./rules";

/** One unsent text with what belongs to it. */
export interface Sheet {
  text: string;
  /** The message it answers. */
  quote: Quote | undefined;
  /** Members that were chosen from the list; see `stillMentioned`. */
  named: readonly Named[];
  /** Files that came with a draft from the server. */
  files: readonly Attachment[];
  /** What is filled in beside the text, where messages are mails. */
  mail: MailWriting | undefined;
  /** The conversation's newest message when this was begun; 0 while nothing is written. */
  begun: number;
}

/** Why something that was sent has come back. */
export interface Returned {
  why: "already_assigned" | "newer_reply" | "gone";
  /** The colleague who was faster; may be empty. */
  name: string;
  mode: Mode;
  text: string;
}

export interface Desk {
  mode: Mode;
  reply: Sheet;
  note: Sheet;
  /** One's own message whose text is being changed. */
  editing: { message: string; text: string } | undefined;
  returned: Returned | undefined;
}

const blank: Sheet = { text: "", quote: undefined, named: [], files: [], mail: undefined, begun: 0 };
const empty: Desk = { mode: "reply", reply: blank, note: blank, editing: undefined, returned: undefined };

const desks = createStore<ReadonlyMap<string, Desk>>(new Map());

export function deskOf(conversation: string): Desk {
  return desks.get().get(conversation) ?? empty;
}

/** What is being written in a conversation, for a component. */
export function useDesk(conversation: string): Desk {
  return useStore(desks, (all) => all.get(conversation) ?? empty);
}

export function changeDesk(conversation: string, change: (now: Desk) => Partial<Desk>): void {
  desks.set((all) => {
    const now = all.get(conversation) ?? empty;
    return new Map(all).set(conversation, { ...now, ...change(now) });
  });
}

export function changeSheet(conversation: string, mode: Mode, part: Partial<Sheet>): void {
  changeDesk(conversation, (now) => ({ [mode]: { ...now[mode], ...part } }));
}

/** Takes everything off a sheet. */
export function clearSheet(conversation: string, mode: Mode): void {
  changeDesk(conversation, () => ({ [mode]: blank }));
}

/** Forgets all desks, as when somebody else signs in. */
export function clearDesks(): void {
  clearDrawers();
  desks.set(new Map());
}

/** Whether something is written that was not sent. */
export function isWritten(sheet: Sheet): boolean {
  return sheet.text.trim() !== "" || sheet.files.length > 0;
}
