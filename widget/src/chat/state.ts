import type { Attachment, Config, FieldProblem, Language, Message, Place, Profile } from "../contract";
import type { Outgoing } from "../keep/outbox";
import { type Key, say, type Values } from "../words/words";

/** A file the visitor chose and has not sent; `url` is an address for this page alone, to show it by. */
export interface Chosen extends Attachment {
  file: Blob;
}

/** What stands in the composer. */
export interface Draft {
  text: string;
  files: readonly Chosen[];
  location: Place | null;
  replyTo: Message | null;
}

/** A sentence for the visitor; the words are chosen when it is drawn. */
export interface Notice {
  key: Key;
  values?: Values;
}

/** How the line is; `lost` only when it has been so for a while. */
export type Line = "up" | "lost" | "offline";

/** Why there is no chat: the server's code. */
export type Closing = "not_found" | "origin_not_allowed";

export interface State {
  config: Config;
  language: Language;
  open: boolean;
  /** Whether opening takes the keyboard's focus; a page that opens the widget by itself keeps its own. */
  takesFocus: boolean;
  /** What the server has told, ascending by n. */
  messages: readonly Message[];
  /** Whether the server has older ones. */
  more: boolean;
  /** Whether the newest page is there, so that it is enough to ask what has changed. */
  loaded: boolean;
  loadingOlder: boolean;
  agentRead: number;
  read: number;
  /** Whether the end of the conversation is in view. */
  atEnd: boolean;
  outbox: readonly Outgoing[];
  /** Shares of running uploads by client_id, 0 to 1. */
  progress: Record<string, number | undefined>;
  agentTyping: boolean;
  line: Line;
  /** Why there is no chat here at all. */
  closed: "" | Closing;
  draft: Draft;
  profile: Profile;
  profileProblems: readonly FieldProblem[];
  /** Whether the pre-chat form stands in front of the composer. */
  asking: boolean;
  notice: Notice | null;
  /** The agent's message for the screen reader to say. */
  spoken: Message | null;
  /** Key of the message whose reactions are offered; empty for none. */
  active: string;
  /** The picture that fills the page. */
  viewing: { url: string; name: string } | null;
  /** Whether the ways to attach are offered. */
  menu: boolean;
  /** Seconds recorded; null while nothing is. */
  recording: number | null;
  /** Whether files are held above the window. */
  dragging: boolean;
}

export const emptyDraft: Draft = { text: "", files: [], location: null, replyTo: null };

/** What is true at this moment. Only `change` writes to it. */
export const state: State = {
  config: {} as Config,
  language: "id",
  open: false,
  takesFocus: false,
  messages: [],
  more: false,
  loaded: false,
  loadingOlder: false,
  agentRead: 0,
  read: 0,
  atEnd: true,
  outbox: [],
  progress: {},
  agentTyping: false,
  line: "up",
  closed: "",
  draft: emptyDraft,
  profile: {},
  profileProblems: [],
  asking: false,
  notice: null,
  spoken: null,
  active: "",
  viewing: null,
  menu: false,
  recording: null,
  dragging: false,
};

let draw: (() => void) | undefined;
let due = false;

/** Names the function that shows the state; it is called once after each group of changes. */
export function drawWith(show: () => void): void {
  draw = show;
}

export function change(part: Partial<State>): void {
  Object.assign(state, part);
  if (due) return;
  due = true;
  queueMicrotask(() => {
    due = false;
    draw?.();
  });
}

/** The words for a key in the present language. */
export function t(key: Key, values?: Values): string {
  return say(state.language, key, values);
}
