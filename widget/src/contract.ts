// The shapes that travel between the widget and Sapa's server, with the names they have on the wire, and what the page
// around it may call.

export type Language = "id" | "en";

/** How a field of the pre-chat form is asked for. */
type Demand = "required" | "optional" | "off";

export interface Profile {
  name?: string;
  email?: string;
  phone?: string;
}

type ProfileField = keyof Profile;

/** What the administrator set for this channel. */
export interface Config {
  key: string;
  name: string;
  /** Brand colour, `#rrggbb`. */
  color: string;
  position: "right" | "left";
  language: Language;
  greeting: Partial<Record<Language, string>>;
  pre_chat: { enabled: boolean } & Record<ProfileField, Demand>;
  limits: {
    /** Longest text, in characters. */
    text: number;
    /** Largest file, in bytes. */
    file_bytes: number;
    /** Most files in one message. */
    files: number;
    file_types: string[];
  };
  reactions: string[];
}

export type Kind = "text" | "image" | "audio" | "video" | "file" | "location" | "unsupported";
export type FileKind = "image" | "audio" | "video" | "file";
export type Side = "me" | "agent";

export interface Attachment {
  id: string;
  kind: FileKind;
  name: string;
  type: string;
  size: number;
  /** Pixels; 0 when unknown. */
  width: number;
  height: number;
  /** 0 when unknown. */
  duration_ms: number;
  url: string;
  thumb_url: string | null;
}

export interface Place {
  latitude: number;
  longitude: number;
  name?: string;
}

export interface Quote {
  n: number;
  from: Side;
  text: string;
}

export interface Reaction {
  emoji: string;
  from: Side;
}

/** One message as the server tells it. `n` grows with every message, not by one. */
export interface Message {
  n: number;
  client_id?: string;
  from: Side;
  author: { name: string; avatar_url: string | null } | null;
  kind: Kind;
  text: string;
  attachments: Attachment[];
  location: Place | null;
  reply_to: Quote | null;
  reactions: Reaction[];
  /** ISO 8601, UTC. */
  at: string;
  edited: boolean;
  deleted: boolean;
}

/** Answer of GET /messages: one page, ascending. */
export interface Page {
  messages: Message[];
  more: boolean;
  agent_read: number;
  read: number;
  cursor: string;
}

/** Answer of GET /updates. */
export interface Updates {
  messages: Message[];
  agent_read: number;
  agent_typing: boolean;
  cursor: string;
  reload: boolean;
}

export interface FieldProblem {
  field: string;
  code: string;
}

/** Frames from the server. */
export type Frame =
  | { type: "ready"; cursor: string; agent_read: number; read: number }
  | { type: "message"; message: Message; cursor: string }
  | { type: "agent_typing" }
  | { type: "agent_read"; n: number; cursor: string }
  | { type: "reload" }
  | { type: "ping" };

/** What the widget tells the server beside messages. */
export type Signal = { type: "typing" } | { type: "received" | "read"; n: number };

/** What a page may ask of the widget: open, close, toggle, language, identify. */
export type Call = [command: string, argument?: unknown];

declare global {
  interface Window {
    /** `sapa(command, argument)`; before the script is there a page may put calls into `sapa.q`. */
    sapa?: ((...call: Call) => void) & { q?: ArrayLike<unknown>[] };
  }
}
