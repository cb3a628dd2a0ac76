/**
 * What this browser's tabs tell each other about the inbox: which conversation each shows, what was read, and what was
 * begun to be written. None of that comes from the server, because only one person ever sees it.
 */
import { newId } from "../../lib/id";

type Word =
  | { kind: "shows"; tab: string; conversation: string }
  | { kind: "asks" }
  | { kind: "read"; conversation: string; seq: number }
  | { kind: "unread"; conversation: string }
  | { kind: "draft"; conversation: string; text: string };

/** What another tab did. */
export type Told = Extract<Word, { kind: "read" | "unread" | "draft" }>;

const tab = newId();
const elsewhere = new Map<string, string>();
let here = "";
let wire: BroadcastChannel | undefined;

/** Begins to talk with the member's other tabs. */
export function joinWindows(member: string, heard: (told: Told) => void): () => void {
  if (typeof BroadcastChannel === "undefined") return () => undefined;
  const own = new BroadcastChannel(`sapa.inbox.${member}`);
  wire = own;
  own.onmessage = (event: MessageEvent<Word>) => hear(event.data, heard);
  own.postMessage({ kind: "asks" } satisfies Word);
  const leave = () => own.postMessage({ kind: "shows", tab, conversation: "" } satisfies Word);
  window.addEventListener("pagehide", leave);
  return () => {
    leave();
    window.removeEventListener("pagehide", leave);
    own.close();
    wire = undefined;
    elsewhere.clear();
  };
}

function hear(word: Word, heard: (told: Told) => void): void {
  if (word.kind === "asks") tell({ kind: "shows", tab, conversation: here });
  else if (word.kind !== "shows") heard(word);
  else if (word.conversation) elsewhere.set(word.tab, word.conversation);
  else elsewhere.delete(word.tab);
}

function tell(word: Word): void {
  wire?.postMessage(word);
}

/** Tells the other tabs what was done here. */
export function tellWindows(told: Told): void {
  tell(told);
}

/** Notes which conversation this tab shows to somebody who looks; empty for none. */
export function setShown(conversation: string): void {
  if (here === conversation) return;
  here = conversation;
  tell({ kind: "shows", tab, conversation });
}

/** Whether any of the tabs shows the conversation to somebody who looks. */
export function isShown(conversation: string): boolean {
  return here === conversation || [...elsewhere.values()].includes(conversation);
}

/** Whether this tab shows it. */
export function isShownHere(conversation: string): boolean {
  return here === conversation;
}
