import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { queries } from "../../realtime/queries";
import { fakeApi } from "../../test/fake-api";
import { makeAttachment, makeComment, makeHouse, makeMessage, makeTalk, withComments } from "../../test/inbox-makers";
import { until } from "../../test/until";
import { start } from "../account/api";
import { openBook, put } from "../conversations/book";
import { ensureThread, forgetThreads, type Message, takeMessage } from "../messages/api";
import { quoteMessage } from "./api";
import { Composer } from "./composer";
import { changeSheet, clearDesks, deskOf } from "./desk";
import { keepDrafts } from "./drafts";
import { openOutbox } from "./outbox";
import { submit, write } from "./writing";

const comment = (seq: number, part: Partial<Message> = {}) =>
  makeMessage({ seq, text: `komentar ${seq}`, comment: makeComment(), ...part });
let messages: Message[] = [];
let posted: { text: string; reply_to?: string }[] = [];
let stops: (() => void)[] = [];

async function begin(held: Message[], part = {}) {
  messages = held;
  start.set({ state: "ready", bootstrap: withComments(makeHouse(), part) });
  openBook("m1");
  const row = put(makeTalk());
  await ensureThread("c1");
  return row;
}

beforeEach(() => {
  posted = [];
  fakeApi(({ method, path, body }) => {
    if (path.endsWith("/drafts")) return { drafts: [] };
    if (method === "GET") return { messages, events: [], more: false };
    if (path.includes("/drafts/")) return undefined;
    posted.push(body as (typeof posted)[0]);
    return comment(90 + posted.length, { direction: "out" });
  });
  clearDesks();
  forgetThreads();
  queries.clear();
  stops = [keepDrafts("m1"), openOutbox("m1")];
});
afterEach(() => {
  for (const stop of stops) stop();
  start.set(undefined);
  vi.unstubAllGlobals();
});

test("a reply goes to the contact's latest comment that is there, and says so", async () => {
  const gone = comment(3, { deleted_at: "2026-11-22T03:00:00Z" });
  const row = await begin([comment(1), comment(2), gone, comment(4, { direction: "out", text: "punya kami" })]);
  render(<Composer row={row} />);
  await act(async () => undefined);
  expect(screen.getByText("Membalas komentar Siti Aminah").parentElement?.textContent).toContain("komentar 2");
  expect(screen.getByText("Balasan ini tampil untuk umum")).toBeTruthy();
  // That it goes to a comment cannot be taken away.
  expect(screen.queryByRole("button", { name: "Balas komentar terbaru saja" })).toBeNull();
  await userEvent.type(screen.getByRole("textbox"), "Siap{Enter}");
  await until(() => expect(posted).toEqual([expect.objectContaining({ text: "Siap", reply_to: "x2" })]));
});

test("another comment can be chosen, and left again for the latest", async () => {
  const row = await begin([comment(1), comment(2)]);
  render(<Composer row={row} />);
  await act(async () => quoteMessage(messages[0] as Message, "reply"));
  expect(screen.getByText("komentar 1")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Balas komentar terbaru saja" }));
  expect(screen.getByText("komentar 2")).toBeTruthy();
});

test("what one is answering stays the same when the contact writes once more meanwhile", async () => {
  await begin([comment(1)]);
  write("c1", "reply", "Ini jawaban");
  takeMessage(comment(2), true);
  submit("c1");
  await until(() => expect(posted[0]).toMatchObject({ reply_to: "x1" }));
});

test("a comment that is deleted meanwhile is not answered", async () => {
  await begin([comment(1), comment(2)]);
  write("c1", "reply", "Ini jawaban");
  takeMessage(comment(2, { deleted_at: "2026-11-22T03:00:00Z" }), true);
  submit("c1");
  await until(() => expect(posted[0]).toMatchObject({ reply_to: "x1" }));
});

test("every part of a reply that becomes several goes to the same comment", async () => {
  await begin([comment(1)], { files_per_message: 1 });
  write("c1", "reply", "Fotonya");
  changeSheet("c1", "reply", { files: [makeAttachment({ key: "a1" }), makeAttachment({ key: "a2" })] });
  submit("c1");
  await until(() => expect(posted.map(({ reply_to }) => reply_to)).toEqual(["x1", "x1"]));
});

test("once every comment is deleted nothing can be answered in public, but notes can be written", async () => {
  const row = await begin([comment(1, { deleted_at: "2026-11-22T03:00:00Z" })]);
  render(<Composer row={row} />);
  await act(async () => undefined);
  expect(screen.getByText(/Semua komentarnya sudah dihapus/)).toBeTruthy();
  expect(screen.queryByRole("textbox")).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Catatan internal" }));
  expect(screen.getByRole("textbox", { name: "Tulis catatan internal" })).toBeTruthy();
  expect(screen.queryByText("Balasan ini tampil untuk umum")).toBeNull();
});

test("answering a comment leaves the note that is being written", async () => {
  await begin([comment(1)]);
  write("c1", "note", "untuk tim");
  quoteMessage(messages[0] as Message, "reply");
  expect(deskOf("c1")).toMatchObject({ mode: "reply", note: { text: "untuk tim", quote: undefined } });
});
