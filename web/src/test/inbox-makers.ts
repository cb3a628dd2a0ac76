import type { components } from "../gen/api";
import { makeBootstrap, makeChannel, makeWebchat } from "./makers";

type Schemas = components["schemas"];
type Row = Omit<Schemas["Conversation"], "mine"> & { mine: Schemas["Marks"] };

/** Minutes after ten o'clock of the day on which everything in these tests happens, as the server writes it. */
export function minute(minutes: number): string {
  return new Date(Date.UTC(2026, 10, 22, 3, minutes)).toISOString();
}

const eko = { kind: "member", id: "m2" } as const;
const customer = { kind: "contact", id: "p1" } as const;

/** What somebody may do who may do everything. */
const everything: Schemas["Can"] = {
  assign: true,
  note: true,
  reply: true,
  resolve: true,
  take: true,
  unassign: true,
  move: true,
};

/** A conversation that waits in the queue, with one unread message. */
export function makeConversation(part: Partial<Row> = {}): Row {
  const id = part.id ?? "c1";
  return {
    id,
    channel_id: "channel-1",
    kind: "messages",
    post_id: null,
    contact: makeContact({ id: `contact-of-${id}` }),
    state: "in_queue",
    assignee_id: null,
    assigned_at: null,
    last_handler_id: null,
    department_id: null,
    agent_read_seq: 0,
    can: everything,
    episode: 1,
    outbound: false,
    inbound_count: 1,
    last: { at: minute(0), by: customer, direction: "in", kind: "text", text: "Halo, masih ada?" },
    last_seq: 1,
    mine: { draft: "", read_inbound: 0, read_seq: 0, unread: 1 },
    opened_at: minute(0),
    queued_at: minute(0),
    resolved_at: null,
    returning: false,
    session_ends_at: minute(24 * 60),
    waiting_since: minute(0),
    window_ends_at: null,
    ...part,
  };
}

/** Somebody who writes, with a name and nothing else. */
export function makeContact(part: Partial<Schemas["Contact"]> = {}): Schemas["Contact"] {
  return {
    id: "p1",
    name: "Siti Aminah",
    phone: "",
    email: "",
    language: "id",
    facts: {},
    created_at: minute(0),
    ...part,
  };
}

/** A message of the customer. `seq` is its place and part of its id. */
export function makeMessage(part: Partial<Schemas["Message"]> & { seq: number }): Schemas["Message"] {
  const direction = part.direction ?? "in";
  return {
    id: `x${part.seq}`,
    conversation_id: "c1",
    client_id: `client-${part.seq}`,
    at: minute(part.seq),
    by: direction === "in" ? customer : eko,
    direction,
    kind: "text",
    text: `pesan ${part.seq}`,
    attachments: [],
    location: null as never,
    mentions: [],
    reactions: [],
    reply_to: null as never,
    status: direction === "out" ? "sent" : "",
    failure_code: "",
    failure_detail: "",
    content: null as never,
    comment: null as never,
    deleted_at: null,
    edited_at: null,
    provider_at: null,
    ...part,
  };
}

/** How a comment stands: neither hidden nor liked, and not answered privately. */
export function makeComment(part: Partial<Schemas["Comment"]> = {}): Schemas["Comment"] {
  return {
    hidden: false,
    liked: false,
    private: false,
    private_reply_id: "",
    private_reply_until: null,
    reply: false,
    ...part,
  };
}

/** Something that happened to a conversation after its first message. */
export function makeEvent(part: Partial<Schemas["Event"]> = {}): Schemas["Event"] {
  return { id: "e1", kind: "conversation.opened", at: minute(0), after_seq: 0, by: customer, why: "", ...part };
}

/** A picture of 800 by 600 that was uploaded. */
export function makeAttachment(part: Partial<Schemas["Attachment"]> = {}): Schemas["Attachment"] {
  return {
    key: "a1",
    kind: "image",
    name: "batik.jpg",
    type: "image/jpeg",
    size: 90_000,
    width: 800,
    height: 600,
    duration_ms: 0,
    url: "/files/a1",
    thumbnail_url: "/files/a1/thumbnail",
    state: "",
    failure_code: "",
    voice: false,
    inline: false,
    ...part,
  };
}

/** A conversation of comments, handled by Rina, in a house that `withComments` made. */
export function makeTalk(part: Partial<Row> = {}): Row {
  const talk = { kind: "comments", post_id: "post-1", channel_id: "channel-9" } as const;
  return makeConversation({ ...talk, state: "handled", assignee_id: "m1", queued_at: null, ...part });
}

/** The same house with a page on which people comment, whose kind can do everything with comments but for `part`. */
export function withComments(house: Schemas["Bootstrap"], part: Partial<Schemas["Caps"]> = {}): Schemas["Bootstrap"] {
  const page = makeChannel({
    id: "channel-9",
    kind: "page_comments",
    name: "Halaman Toko",
    messages: false,
    comments: true,
  });
  const comments: Schemas["Caps"] = {
    ...makeWebchat().caps,
    public: true,
    answers: true,
    hides: true,
    likes: true,
    removes: true,
    reactions: [],
    private_reply_limit: 20,
    ...part,
  };
  const kind = { ...makeWebchat(), kind: "page_comments", messages: false, comments, private_reply_seconds: 604_800 };
  return { ...house, channels: [...house.channels, page], channel_kinds: [...house.channel_kinds, kind] };
}

/** The house as Rina (m1), an agent, sees it: Eko (m2) and Citra (m3) beside her, one web chat. */
export function makeHouse(can: Record<string, boolean> = { claim: true }): Schemas["Bootstrap"] {
  const plain = makeBootstrap();
  const member = plain.me.member;
  const others = [
    { ...member, id: "m2", name: "Eko Nugroho" },
    { ...member, id: "m3", name: "Citra Lestari", role: "supervisor" as const },
  ];
  return {
    ...plain,
    me: { ...plain.me, can },
    members: [member, ...others],
    channels: [makeChannel()],
    channel_kinds: [makeWebchat()],
  };
}
