// @vitest-environment node

import { describe, expect, test } from "vitest";
import { highlight } from "../../lib/highlight";
import { makeConversation, minute } from "../../test/inbox-makers";
import {
  around,
  belongs,
  contactName,
  foundIn,
  guestMark,
  markedUnread,
  micros,
  previewOf,
  type Row,
  rankOf,
  readUpTo,
  type Tab,
  type View,
  viewKey,
  waited,
  windowOf,
  withMarks,
} from "./rules";

const row = makeConversation;
const mine = (part: Partial<Row> = {}) => row({ state: "handled", assignee_id: "m1", queued_at: null, ...part });

describe("where a row belongs", () => {
  const rows: Record<string, Row> = {
    waiting: row(),
    mine: mine(),
    theirs: mine({ assignee_id: "m2" }),
    inactive: row({ state: "inactive" }),
    resolved: row({ state: "resolved", assignee_id: null }),
  };
  test.each<[Tab, string[]]>([
    ["mine", ["mine"]],
    ["queue", ["waiting"]],
    ["inactive", ["inactive"]],
    ["resolved", ["resolved"]],
    ["all", ["waiting", "mine", "theirs", "inactive", "resolved"]],
  ])("%s holds %j", (tab, held) => {
    const view: View = { kind: "messages", tab, channel: "", assignee: "", department: "" };
    expect(Object.keys(rows).filter((name) => belongs(rows[name] as Row, view, "m1"))).toEqual(held);
  });

  test("filters narrow: the channel is one's own, and an assignee is who handles it now", () => {
    const view: View = { kind: "messages", tab: "all", channel: "channel-1", assignee: "m2", department: "" };
    expect(belongs(mine({ assignee_id: "m2" }), view, "m1")).toBe(true);
    expect(belongs(mine({ assignee_id: "m2", channel_id: "channel-2" }), view, "m1")).toBe(false);
    expect(belongs(mine({ assignee_id: "m2", state: "resolved" }), view, "m1")).toBe(false);
    expect(belongs(mine(), view, "m1")).toBe(false);
  });

  test("filters narrow: the department is the conversation's", () => {
    const view: View = { kind: "messages", tab: "mine", channel: "", assignee: "", department: "sales" };
    expect(belongs(mine({ department_id: "sales" }), view, "m1")).toBe(true);
    expect(belongs(mine({ department_id: "care" }), view, "m1")).toBe(false);
    expect(belongs(mine(), view, "m1")).toBe(false);
  });

  test("a list of comments holds no messages, and the other way round", () => {
    const view: View = { kind: "comments", tab: "mine", channel: "", assignee: "", department: "" };
    expect(belongs(mine(), view, "m1")).toBe(false);
    expect(belongs(mine({ kind: "comments" }), view, "m1")).toBe(true);
    expect(belongs(mine({ kind: "comments" }), { ...view, kind: "messages" }, "m1")).toBe(false);
  });

  test("views are told apart by all they narrow", () => {
    const keys: View[] = [
      { kind: "messages", tab: "all", channel: "a", assignee: "", department: "" },
      { kind: "messages", tab: "all", channel: "", assignee: "a", department: "" },
      { kind: "messages", tab: "mine", channel: "", assignee: "", department: "" },
      { kind: "comments", tab: "mine", channel: "", assignee: "", department: "" },
      { kind: "messages", tab: "mine", channel: "", assignee: "", department: "a" },
    ];
    expect(new Set(keys.map(viewKey)).size).toBe(5);
  });
});

describe("where a row stands", () => {
  test("the queue begins with who waits longest, other lists with what was said last", () => {
    const old = row({ queued_at: minute(1), last: { ...row().last, at: minute(1) } });
    const young = row({ queued_at: minute(9), last: { ...row().last, at: minute(9) } });
    expect(rankOf(old, "queue")).toBeLessThan(rankOf(young, "queue"));
    for (const tab of ["mine", "inactive", "all"] as const) expect(rankOf(young, tab)).toBeLessThan(rankOf(old, tab));
  });

  test("resolved ones stand by when they were resolved", () => {
    const before = row({ state: "resolved", resolved_at: minute(3), last: { ...row().last, at: minute(2) } });
    const after = row({ state: "resolved", resolved_at: minute(4), last: { ...row().last, at: minute(1) } });
    expect(rankOf(after, "resolved")).toBeLessThan(rankOf(before, "resolved"));
  });

  test.each([
    ["2026-11-22T03:00:00Z", 0],
    ["2026-11-22T03:00:00.5Z", 500_000],
    ["2026-11-22T03:00:00.000001Z", 1],
    ["2026-11-22T03:00:00.1234567Z", 123_456],
  ])("%s is read to the microsecond", (at, micro) => {
    expect(micros(at) - Date.parse("2026-11-22T03:00:00Z") * 1000).toBe(micro);
  });
});

describe("what is unread", () => {
  const known = row({ inbound_count: 5, last_seq: 9, mine: { draft: "hai", read_inbound: 3, read_seq: 6, unread: 2 } });

  test("a live change without marks keeps one's own and counts anew", () => {
    const { mine: _, ...told } = { ...known, inbound_count: 7 };
    expect(withMarks(told, known).mine).toEqual({ draft: "hai", read_inbound: 3, read_seq: 6, unread: 4 });
  });
  test("of a row nobody knew, everything is unread", () => {
    const { mine: _, ...told } = known;
    expect(withMarks(told, undefined).mine.unread).toBe(5);
  });
  test("reading to the newest reads all", () => {
    expect(readUpTo(known, 9).mine).toMatchObject({ read_seq: 9, unread: 0 });
  });
  test("reading a part moves the mark and not the number, which only the server knows", () => {
    expect(readUpTo(known, 7).mine).toMatchObject({ read_seq: 7, unread: 2 });
  });
  test("reading never goes back", () => {
    expect(readUpTo(known, 3)).toBe(known);
  });
  test("marking as unread makes the newest count again", () => {
    expect(markedUnread(readUpTo(known, 9)).mine).toMatchObject({ read_seq: 8, read_inbound: 4, unread: 1 });
  });
});

describe("the second line", () => {
  const drafted = mine({ mine: { ...row().mine, draft: "Baik, Kak" } });
  test("typing comes before a draft, a draft before what was said", () => {
    expect(previewOf(drafted, true)).toEqual({ what: "typing" });
    expect(previewOf(drafted, false)).toEqual({ what: "draft", text: "Baik, Kak" });
    expect(previewOf(row(), false)).toMatchObject({ what: "message", ours: false });
  });
  test("a draft of blanks is none", () => {
    expect(previewOf(mine({ mine: { ...row().mine, draft: " \n" } }), false).what).toBe("message");
  });
  test("it says when we spoke last", () => {
    expect(previewOf(row({ last: { ...row().last, direction: "out" } }), false)).toMatchObject({ ours: true });
  });
});

test.each([
  [{ name: " Siti ", phone: "+62811", email: "s@a.id" }, "Siti"],
  [{ name: " ", phone: "+62811", email: "s@a.id" }, "+62811"],
  [{ name: "", phone: "", email: "s@a.id" }, "s@a.id"],
  [{ name: "", phone: "", email: "" }, ""],
])("%j is called %j", (contact, name) => {
  expect(contactName(contact)).toBe(name);
});

test("nameless contacts are told apart by the end of their id", () => {
  expect(guestMark("abc-12f9")).toBe("12F9");
});

test.each([
  ["in_queue", minute(0), 60_000],
  ["resolved", minute(0), 0],
  ["handled", null, 0],
  ["handled", minute(5), 0],
] as const)("%s, waiting since %s: waited %d ms at 10:01", (state, waiting_since, time) => {
  expect(waited({ state, waiting_since }, Date.parse(minute(1)))).toBe(time);
});

describe("search hits", () => {
  test.each([
    ["Batik tulis batik", "batik", ["", "Batik", " tulis ", "batik", ""]],
    ["pembatik", "batik", ["pembatik"]],
    ["harga (promo)", "(promo", ["harga (", "promo", ")"]],
    ["halo", "!!", ["halo"]],
    ["Kain Éva", "éva", ["Kain ", "Éva", ""]],
  ])("%j searched for %j", (text, query, parts) => {
    expect(highlight(text, query)).toEqual(parts);
  });
  test("a late hit is brought into view at the beginning of a word", () => {
    const text = "Terima kasih banyak ya kak sudah dibantu, nanti saya kabari soal batik tulisnya";
    expect(around(text, "batik")).toBe("…saya kabari soal batik tulisnya");
  });
  test("an early hit, or none, leaves the text as it is, in one line", () => {
    expect(around("soal\n batik", "batik")).toBe("soal batik");
    expect(around("tidak ada yang dicari di dalam teks ini", "sarung")).toBe("tidak ada yang dicari di dalam teks ini");
  });
  test("a mail that is found by its subject shows that, and others their words", () => {
    const mail = { text: "Sudah dikirim?", subject: "Pesanan 12" };
    expect(foundIn(mail, "pesan")).toEqual({ subject: true, text: "Pesanan 12 – Sudah dikirim?" });
    expect(foundIn(mail, "dikirim")).toEqual({ subject: false, text: "Sudah dikirim?" });
    expect(foundIn({ text: "", subject: "Pesanan 12" }, "12")).toEqual({ subject: true, text: "Pesanan 12" });
    expect(foundIn({ text: "Sudah dikirim?" }, "dikirim")).toEqual({ subject: false, text: "Sudah dikirim?" });
  });
});

describe("the messaging window", () => {
  const now = Date.parse(minute(0));
  test.each([
    [null, "none", 0],
    [minute(24 * 60), "open", 24 * 60],
    [minute(120), "open", 120],
    [minute(119), "ending", 119],
    [minute(0), "closed", 0],
    [minute(-5), "closed", 0],
  ] as const)("that ends at %s is %s", (window_ends_at, state, left) => {
    expect(windowOf({ window_ends_at }, now)).toEqual({ state, left: left * 60_000 });
  });
});
