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
    avatar_url: null,
    private: null as never,
  };
  const workspace: Schemas["Workspace"] = {
    name: "Toko Melati",
    language: "id",
    time_zone: "Asia/Jakarta",
    plan_mode: "unlimited",
    settings: {},
  };
  return {
    me: { member, workspace, language: "id", time_zone: "Asia/Jakarta", can: {}, roles: [] },
    channels: [],
    channel_kinds: [],
    members: [member],
    counts: { mine: 0, mine_unread: 0, queue: 0 },
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
