import { beforeEach, describe, expect, it } from "vitest";
import { change } from "../chat/state";
import type { Message } from "../contract";
import { type Outgoing, unsent } from "../keep/outbox";
import { authorOf, rows, summary } from "./rows";

const message = (n: number, part: Partial<Message> = {}): Message => ({
  n,
  from: "agent",
  author: { name: "Rina", avatar_url: null },
  kind: "text",
  text: `text ${n}`,
  attachments: [],
  location: null,
  reply_to: null,
  reactions: [],
  at: "2026-11-22T03:04:05Z",
  edited: false,
  deleted: false,
  ...part,
});

const mine = (n: number, part: Partial<Message> = {}) =>
  message(n, { from: "me", author: null, client_id: `c${n}`, ...part });

describe("rows", () => {
  it("begin a group where another speaks, also another agent", () => {
    const dimas = { name: "Dimas", avatar_url: null };
    const lines = rows([message(1), message(2), message(3, { author: dimas }), mine(4), mine(5), message(6)], []);
    expect(lines.map(({ opens }) => opens)).toEqual([true, false, true, true, false, true]);
  });

  it("name a day once, where the reader is, and begin a group with it", () => {
    const lines = rows(
      [message(1), message(2, { at: "2026-11-24T03:04:05Z" }), message(3, { at: "2026-11-24T03:05:05Z" })],
      [],
    );
    expect(lines.map(({ newDay }) => newDay)).toEqual([true, true, false]);
    expect(lines.map(({ opens }) => opens)).toEqual([true, true, false]);
  });

  it("have the same key before and after the server has confirmed a message", () => {
    const waiting = { ...mine(unsent, { client_id: "c9" }), order: 1, problem: "" } as Outgoing;
    expect(rows([message(3)], [waiting]).map(({ key }) => key)).toEqual(["3", "c9"]);
    expect(rows([message(3), mine(6, { client_id: "c9" })], []).map(({ key }) => key)).toEqual(["3", "c9"]);
  });
});

describe("a message in one line", () => {
  const file = {
    kind: "file" as const,
    name: "struk.pdf",
    id: "",
    type: "",
    size: 0,
    width: 0,
    height: 0,
    duration_ms: 0,
    url: "",
    thumb_url: null,
  };

  beforeEach(() => change({ language: "id", config: { name: "Toko Melati" } as never }));

  it.each([
    [message(1), "text 1"],
    [message(1, { deleted: true, text: "" }), "Pesan dihapus"],
    [message(1, { kind: "image", text: "" }), "Foto"],
    [message(1, { kind: "image", text: "ini" }), "ini"],
    [message(1, { kind: "audio", text: "" }), "Pesan suara"],
    [message(1, { kind: "file", text: "", attachments: [file] }), "struk.pdf"],
    [message(1, { kind: "location", text: "" }), "Lokasi"],
    [message(1, { kind: "unsupported", text: "" }), "Pesan ini belum bisa ditampilkan di sini."],
  ])("%#", (one, words) => {
    expect(summary(one)).toBe(words);
  });

  it("is said by the visitor, an agent, or the business", () => {
    expect(authorOf(mine(1))).toBe("Anda");
    expect(authorOf(message(1))).toBe("Rina");
    expect(authorOf(message(1, { author: null }))).toBe("Toko Melati");
  });
});
