// @vitest-environment node
import { describe, expect, test } from "vitest";
import { makeAttachment, makeEvent, makeMessage, minute } from "../../test/inbox-makers";
import {
  arrange,
  gathered,
  type LogRow,
  mapLinks,
  mediaWidth,
  mergedEvents,
  pictureSize,
  progressed,
  reacted,
  reactionOf,
  type Waiting,
} from "./rules";

const eko = { kind: "member", id: "m2" } as const;
const citra = { kind: "member", id: "m3" } as const;
const dayOf = (at: string) => at.slice(0, 10);
const parts = { messages: [], events: [], waiting: [], readSeq: 999, whole: true, dayOf };
/** Rows in short: `x1` a message, `+` it continues the one above, `|` a new day, `(2)` two unread from here. */
const short = (rows: LogRow<Waiting>[]) =>
  rows.map((row) => {
    const day = row.kind !== "waiting" && row.day ? "|" : "";
    const joined = row.kind !== "event" && row.joined ? "+" : "";
    const unread = row.kind === "message" && row.unread ? `(${row.unread})` : "";
    return day + joined + row.key + unread;
  });

describe("the order of a thread", () => {
  test("an event stands after the message whose number it carries", () => {
    const rows = arrange({
      ...parts,
      messages: [makeMessage({ seq: 1 }), makeMessage({ seq: 2, direction: "out" })],
      events: [
        makeEvent({ id: "open", after_seq: 0 }),
        makeEvent({ id: "claim", after_seq: 1 }),
        makeEvent({ id: "end", after_seq: 2 }),
      ],
    });
    expect(short(rows)).toEqual(["|eopen", "x1", "eclaim", "x2", "eend"]);
  });

  test("an event of a stretch that is not here yet is not shown, unless all is here", () => {
    const messages = [makeMessage({ seq: 60 })];
    const events = [makeEvent({ id: "old", after_seq: 10 }), makeEvent({ id: "now", after_seq: 60 })];
    expect(short(arrange({ ...parts, messages, events, whole: false }))).toEqual(["x60", "enow"]);
    expect(short(arrange({ ...parts, messages, events }))).toEqual(["|eold", "x60", "enow"]);
  });

  test("the first row begins a day only if nothing comes above it, or it would lose that line", () => {
    const messages = [makeMessage({ seq: 60 }), makeMessage({ seq: 61, at: "2026-11-23T00:00:00Z" })];
    expect(short(arrange({ ...parts, messages, whole: false }))).toEqual(["x60", "|x61"]);
  });

  test("what waits to be sent stands at the end, together if it is of one kind", () => {
    const waiting = [
      { id: "1", note: false },
      { id: "2", note: false },
      { id: "3", note: true },
    ];
    const rows = arrange({ ...parts, messages: [makeMessage({ seq: 1, direction: "out" })], waiting });
    expect(short(rows)).toEqual(["|x1", "w1", "+w2", "w3"]);
  });
});

describe("what stands together", () => {
  const said = (seq: number, at: string, part: object = {}) => makeMessage({ seq, at, ...part });
  test.each<[string, Parameters<typeof makeMessage>[0], string]>([
    ["the same person soon after", { seq: 2, at: minute(2) }, "+x2"],
    ["the same person at the end of the time", { seq: 2, at: minute(3) }, "x2"],
    ["another side", { seq: 2, at: minute(1), direction: "out" }, "x2"],
  ])("%s", (_, second, row) => {
    expect(short(arrange({ ...parts, messages: [said(1, minute(0)), makeMessage(second)] }))[1]).toBe(row);
  });

  test("two colleagues are two, and a note is not a reply", () => {
    const messages = [
      said(1, minute(0), { direction: "out", by: eko }),
      said(2, minute(0), { direction: "out", by: citra }),
      said(3, minute(0), { direction: "note", by: citra }),
    ];
    expect(short(arrange({ ...parts, messages }))).toEqual(["|x1", "x2", "x3"]);
  });

  test("an event, a new day and the unread line come between", () => {
    const messages = [said(1, minute(0)), said(2, minute(0)), said(3, minute(0)), said(4, "2026-11-23T00:00:00Z")];
    const rows = arrange({ ...parts, messages, events: [makeEvent({ after_seq: 1 })], readSeq: 2 });
    expect(short(rows)).toEqual(["|x1", "ee1", "x2", "x3(2)", "|x4"]);
    expect(rows[0]).toMatchObject({ goesOn: false });
  });

  test("the row above knows that it goes on", () => {
    const rows = arrange({ ...parts, messages: [said(1, minute(0)), said(2, minute(1))] });
    expect(rows[0]).toMatchObject({ goesOn: true });
  });
});

describe("the unread line", () => {
  const messages = [1, 2, 3].map((seq) => makeMessage({ seq, direction: seq === 2 ? "out" : "in" }));
  test.each([
    [0, ["|x1", "x2", "x3"]],
    [1, ["|x1", "x2", "x3(1)"]],
    [3, ["|x1", "x2", "x3"]],
  ])("read up to %d", (readSeq, rows) => {
    expect(short(arrange({ ...parts, messages, readSeq }))).toEqual(rows);
  });
});

describe("how far messages got", () => {
  const sent = (seq: number, status: "sent" | "read" | "failed") => makeMessage({ seq, direction: "out", status });
  const statuses = (all: readonly { status: string }[]) => all.map(({ status }) => status);

  test("a report moves everything up to a number forward, and nothing back", () => {
    const before = [sent(1, "read"), sent(2, "sent"), sent(3, "failed"), makeMessage({ seq: 4 }), sent(5, "sent")];
    expect(statuses(progressed(before, "delivered", 4))).toEqual(["read", "delivered", "failed", "", "sent"]);
  });
});

test("events told twice stand once, and of two after one message the older page's come first", () => {
  const now = [makeEvent({ id: "b", after_seq: 2 })];
  const older = [makeEvent({ id: "a", after_seq: 2 }), makeEvent({ id: "b", after_seq: 2 })];
  expect(mergedEvents(now, older, true).map(({ id }) => id)).toEqual(["a", "b"]);
  expect(mergedEvents(now, [makeEvent({ id: "c", after_seq: 2 })], false).map(({ id }) => id)).toEqual(["b", "c"]);
});

describe("reactions", () => {
  const all = [
    { emoji: "👍", by: { kind: "contact", id: "p1" } as const },
    { emoji: "🙏", by: eko },
    { emoji: "👍", by: citra },
  ];
  test("are gathered by emoji in the order of their first", () => {
    expect(gathered(all, "m3").map(({ emoji, by, mine }) => [emoji, by.length, mine])).toEqual([
      ["👍", 2, true],
      ["🙏", 1, false],
    ]);
  });
  test("each person has one; the empty one takes it away", () => {
    expect(reactionOf(reacted(all, "m2", "👍"), "m2")).toBe("👍");
    expect(reacted(all, "m2", "👍")).toHaveLength(3);
    expect(reactionOf(reacted(all, "m2", ""), "m2")).toBe("");
  });
  test("a contact with a member's id is not that member", () => {
    expect(reactionOf([{ emoji: "👍", by: { kind: "contact", id: "m2" } }], "m2")).toBe("");
  });
});

test.each([
  [800, 600, 300, 225],
  [100, 90, 100, 90],
  [3000, 30, 300, 72],
  [0, 0, 220, 220],
])("a picture of %d × %d takes %d × %d", (width, height, drawnWidth, drawnHeight) => {
  expect(pictureSize(width, height)).toEqual({ width: drawnWidth, height: drawnHeight });
});

test.each([
  ["text alone", {}, 0],
  ["a picture", { attachments: [makeAttachment()] }, 300],
  ["a narrow picture", { attachments: [makeAttachment({ width: 300, height: 1200 })] }, 220],
  ["two pictures", { attachments: [makeAttachment(), makeAttachment({ key: "a2" })] }, 290],
  ["a document", { attachments: [makeAttachment({ kind: "file" })] }, 256],
  ["a place", { location: { latitude: 1, longitude: 2 } }, 256],
])("%s keeps its text to a width", (_, part, width) => {
  expect(mediaWidth(makeMessage({ seq: 1, ...part }))).toBe(width);
});

test("a place is linked by its numbers, without a name", () => {
  expect(mapLinks({ latitude: -7.797, longitude: 110.37, name: "Toko & Co" })).toEqual({
    open: "https://www.openstreetmap.org/?mlat=-7.797&mlon=110.37#map=17/-7.797/110.37",
    google: "https://www.google.com/maps/search/?api=1&query=-7.797%2C110.37",
  });
});
