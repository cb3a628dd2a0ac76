import type { components } from "../gen/api";
import type { Signal } from "../realtime/frames";

type Schemas = components["schemas"];

/** An agent who is signed in, in a workspace without conversations. */
export function makeBootstrap(): Schemas["Bootstrap"] {
  const member: Schemas["Member"] = {
    id: "m1",
    name: "Rina Wulandari",
    role: "agent",
    state: "active",
    presence: { state: "online", since: "2026-11-20T01:00:00Z" },
    avatar_url: null,
    department_ids: [],
    private: null as never,
  };
  const workspace: Schemas["Workspace"] = {
    name: "Toko Melati",
    language: "id",
    time_zone: "Asia/Jakarta",
    plan_mode: "unlimited",
    settings: {},
    auto_assign_agent: false,
  };
  return {
    me: { member, workspace, language: "id", time_zone: "Asia/Jakarta", can: {}, roles: [] },
    channels: [],
    departments: [],
    channel_kinds: [],
    members: [member],
    counts: { mine: 0, mine_unread: 0, queue: 0, comments: { mine: 0, mine_unread: 0, queue: 0 } },
    number: 5,
  };
}

/** Somebody writes in a conversation. */
export const typing: Signal = {
  type: "signal",
  kind: "typing",
  conversation_id: "c1",
  by: { kind: "contact", id: "p1" },
};

let made = 0;

/** A member, with contact data and every permission to be changed. */
export function makeMember(
  part: Partial<Schemas["Member"]> & Partial<Pick<Schemas["MemberPrivate"], "email" | "phone" | "denied">> = {},
): Schemas["Member"] {
  const { email = "", phone = "", denied = [], ...member } = part;
  made += 1;
  return {
    id: `member-${made}`,
    name: "Eko Nugroho",
    role: "agent",
    state: "active",
    presence: { state: "offline", since: null },
    avatar_url: null,
    department_ids: [],
    can: { update: true, change_role: true, remove: true, invite: true },
    private: {
      email,
      phone,
      denied,
      address: "",
      organization: "",
      time_zone: "",
      language: "",
      created_at: "2026-11-01T01:00:00Z",
      last_seen_at: null,
    },
    ...member,
  };
}

/** What only comments have, of a channel that has none. */
const noComments = {
  public: false,
  hides: false,
  likes: false,
  removes: false,
  private_reply_limit: 0,
  answers: false,
};

/** The kind "web chat" with the fields that the server has for it. */
export function makeWebchat(): Schemas["ChannelKind"] {
  const asks = ["off", "optional", "required"];
  const text = { type: "long_text", required: true, max: 300 };
  return {
    kind: "webchat",
    mark: "bubble",
    login: false,
    signs: false,
    account_field: "",
    session_hours: 24,
    window_seconds: 0,
    messages: true,
    private_reply_seconds: 0,
    comments: null as never,
    caps: {
      ...noComments,
      widget: true,
      text_limit: 10_000,
      files: { image: { bytes: 26_214_400 }, file: { bytes: 26_214_400 } },
      files_per_message: 10,
      location: true,
      quotes: true,
      reactions: ["👍", "🙏"],
      edits: true,
      deletes: true,
      typing: true,
      receipts: true,
      templates: false,
      hooks: false,
      account: false,
    },
    fields: [
      { name: "origins", type: "origins", required: false, default: [], max: 50 },
      { name: "color", type: "color", required: true, default: "#0b6b62" },
      { name: "position", type: "choice", required: true, default: "right", options: ["right", "left"] },
      { name: "language", type: "choice", required: true, default: "id", options: ["id", "en"] },
      { name: "greeting_id", ...text, default: "Halo! Ada yang bisa kami bantu?" },
      { name: "greeting_en", ...text, default: "Hello! How can we help?" },
      { name: "pre_chat", type: "switch", required: false, default: false },
      { name: "ask_name", type: "choice", required: false, default: "required", options: asks, when: "pre_chat" },
      { name: "ask_email", type: "choice", required: false, default: "optional", options: asks, when: "pre_chat" },
      { name: "ask_phone", type: "choice", required: false, default: "off", options: asks, when: "pre_chat" },
    ],
  };
}

/** The kind "WhatsApp" with the fields that the server has for it. */
export function makeWhatsAppKind(): Schemas["ChannelKind"] {
  const text = { type: "text", required: true };
  const secret = { ...text, secret: true };
  return {
    kind: "whatsapp",
    mark: "call_bubble",
    login: false,
    signs: false,
    account_field: "phone_number_id",
    session_hours: 24,
    window_seconds: 86_400,
    messages: true,
    private_reply_seconds: 0,
    comments: null as never,
    caps: {
      ...makeWebchat().caps,
      widget: false,
      hooks: true,
      account: true,
      phone_link: "https://wa.me/",
      templates: true,
      text_limit: 4096,
      caption_limit: 1024,
      caption_not: ["audio", "sticker", "location"],
      files: { image: { bytes: 5_242_880, types: ["image/jpeg", "image/png"] } },
      files_per_message: 1,
      edits: false,
      deletes: false,
    },
    fields: [
      { name: "phone_number_id", ...text, pattern: "^[0-9]{5,20}$" },
      { name: "waba_id", ...text, pattern: "^[0-9]{5,20}$" },
      { name: "access_token", ...secret },
      { name: "app_secret", ...secret },
      { name: "app_secret_old", ...secret, required: false },
    ],
  };
}

/** The kind "Telegram" with the fields that the server has for it: nothing is entered at its provider. */
export function makeTelegramKind(): Schemas["ChannelKind"] {
  return {
    ...makeWhatsAppKind(),
    kind: "telegram",
    mark: "paper_plane",
    account_field: "bot_token",
    window_seconds: 0,
    caps: { ...makeWhatsAppKind().caps, hooks: false, templates: false, edits: true, deletes: true },
    fields: [
      { name: "bot_token", type: "text", required: true, secret: true, pattern: "^\\d{3,20}:[A-Za-z0-9_-]{20,100}$" },
      { name: "updates", type: "choice", required: true, default: "polling", options: ["polling", "webhook"] },
    ],
  };
}

/** The kind "API" with the fields that the server has for it: both sides sign. */
export function makeApiKind(): Schemas["ChannelKind"] {
  return {
    ...makeTelegramKind(),
    kind: "api",
    mark: "plug",
    signs: true,
    account_field: "endpoint",
    caps: { ...makeTelegramKind().caps, hooks: true },
    fields: [{ name: "endpoint", type: "text", required: true, max: 500 }],
  };
}

/** A Telegram bot that is switched on and filled in, as somebody sees it who may change it. */
export function makeTelegram(part: Partial<Schemas["Channel"]> = {}): Schemas["Channel"] {
  const setup = {
    public_key: "wk_bot",
    config: { updates: "polling" },
    session_hours: 24,
    hook: null as never,
    secrets: ["bot_token"],
    created_at: "2026-11-02T01:00:00Z",
    missed: [],
  };
  return {
    id: "channel-3",
    kind: "telegram",
    name: "Telegram Toko",
    state: "on",
    department_id: null,
    begin_mail: false,
    late_seconds: 0,
    messages: true,
    comments: false,
    health: makeHealth(),
    setup,
    ...part,
  };
}

/** An account nobody was asked about, or one of which the provider told what is given here. */
export function makeHealth(part: Partial<Schemas["ChannelHealth"]> = {}): Schemas["ChannelHealth"] {
  return { state: "", code: "", detail: "", since: null, last_success: null, last_delivery: null, facts: {}, ...part };
}

/** A WhatsApp number that is switched on and filled in, as somebody sees it who may change it. */
export function makeWhatsApp(part: Partial<Schemas["Channel"]> = {}): Schemas["Channel"] {
  return {
    id: "channel-2",
    kind: "whatsapp",
    name: "WhatsApp Toko Melati",
    state: "on",
    department_id: null,
    begin_mail: false,
    late_seconds: 0,
    messages: true,
    comments: false,
    health: makeHealth({ state: "well" }),
    setup: {
      config: { phone_number_id: "106540352242922", waba_id: "102290129340398" },
      session_hours: 24,
      public_key: "wk_def",
      hook: { path: "/hooks/wk_def", verify_token: "vt_123" },
      secrets: ["access_token", "app_secret"],
      created_at: "2026-11-01T01:00:00Z",
      missed: [],
    },
    ...part,
  };
}

/** A web chat that is switched on, as somebody sees it who may change it. */
export function makeChannel(
  part: Partial<Schemas["Channel"]> & Partial<Pick<Schemas["ChannelSetup"], "config" | "session_hours">> = {},
): Schemas["Channel"] {
  const { config = {}, session_hours = 24, ...channel } = part;
  return {
    id: "channel-1",
    kind: "webchat",
    name: "Toko Melati",
    state: "on",
    department_id: null,
    begin_mail: false,
    late_seconds: 0,
    messages: true,
    comments: false,
    health: makeHealth(),
    setup: {
      config,
      session_hours,
      public_key: "wk_abc",
      script: "/widget/wk_abc.js",
      hook: null as never,
      secrets: [],
      created_at: "2026-11-01T01:00:00Z",
      missed: [],
    },
    ...channel,
  };
}
