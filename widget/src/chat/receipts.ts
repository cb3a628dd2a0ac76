import type { Signal } from "../contract";
import { isKnown } from "../keep/identity";
import { tellTabs } from "../keep/tabs";
import { place } from "../place";
import { lastOf } from "../rules/merge";
import { signalByLine } from "../wire/line";
import { request } from "../wire/request";
import { change, state } from "./state";

const typingTold = 3000;

let toldTyping = 0;
let toldReceived = 0;
let toldRead = 0;

/** Tells that the visitor is writing; not more often than the server wants to hear it. */
export function tellTyping(): void {
  const now = Date.now();
  if (!isKnown() || now - toldTyping < typingTold) return;
  toldTyping = now;
  tell({ type: "typing" });
}

/** The visitor has seen all that is there, if the window is open, in view and at its end. */
export function markRead(): void {
  const n = lastOf(state.messages, "agent");
  if (!state.open || !state.atEnd || document.hidden || place.preview || n <= state.read) return;
  change({ read: n });
  tellTabs({ read: n });
  tellReceipts();
}

/** Takes the server's marks. They only move forward, whatever order the answers come in. */
export function setMarks({ agent_read, read }: { agent_read: number; read?: number }): void {
  toldRead = read ?? toldRead;
  change({ agentRead: Math.max(state.agentRead, agent_read), read: Math.max(state.read, read ?? 0) });
}

/** What was told by a line that is gone may not have come. */
export function doubtReceipts(): void {
  toldReceived = 0;
}

/** Tells what has come to this device and what was seen, as far as the server does not know it. */
export function tellReceipts(): void {
  const n = lastOf(state.messages, "agent");
  const { read } = state;
  if (read > toldRead) {
    toldRead = read;
    tell({ type: "read", n: read });
  }
  if (n > Math.max(toldReceived, read)) {
    toldReceived = n;
    tell({ type: "received", n });
  }
}

function tell({ type, ...body }: Signal): void {
  if (signalByLine({ type, ...body } as Signal)) return;
  request(`/${type}`, body).catch(() => {
    // It is told again when the line is back; a lost `typing` is nothing.
    if (type === "read") toldRead = 0;
    doubtReceipts();
  });
}
