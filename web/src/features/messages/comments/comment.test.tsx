import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeToast, toasts } from "../../../lib/toast";
import { fakeApi, Refusal } from "../../../test/fake-api";
import { makeComment, makeHouse, makeMessage, makeTalk, withComments } from "../../../test/inbox-makers";
import { until } from "../../../test/until";
import { start } from "../../account/api";
import { openBook, put, type useRow } from "../../conversations/book";
import { ThreadContext, type ThreadFacts } from "../context";
import type { Message } from "../rules";
import { ensureThread, forgetThreads, threadOf, useThread } from "../threads";
import { answeringPrivately } from "./asking";
import { Comment } from "./comment";
import { PrivateDialog } from "./private-dialog";

const soon = () => new Date(Date.now() + 3 * 3600_000).toISOString();
const theirs = (part: Partial<Message> = {}, standing = {}) =>
  makeMessage({ seq: 1, text: "Berapa harganya?", comment: makeComment(standing), ...part });
let asked: { method: string; path: string; body: unknown; key: string }[] = [];
let refusal: Refusal | undefined;
const jumps: number[] = [];
const asks: string[] = [];

type Row = NonNullable<ReturnType<typeof useRow>>;

function Talk({ row }: { row: Row }) {
  const { messages } = useThread(row.id);
  const facts: ThreadFacts = {
    row,
    me: "m1",
    nameOf: ({ kind, id }) => (kind === "contact" ? "Siti Aminah" : id === "m1" ? "Anda" : "Eko"),
    reactions: [],
    edits: true,
    deletes: true,
    quotes: true,
    removes: true,
    jumpTo: (seq) => void jumps.push(seq),
    showPicture: () => undefined,
  };
  return (
    <ThreadContext value={facts}>
      {messages.map((message) => (
        <Comment
          key={message.id}
          row={{
            kind: "message",
            key: message.id,
            message,
            day: false,
            joined: false,
            goesOn: false,
            unread: 0,
            fresh: message.seq === 1,
            depth: message.reply_to ? 1 : 0,
          }}
          current
          marked={false}
          onFocus={() => undefined}
          onAsk={(what) => void asks.push(what)}
        />
      ))}
      <PrivateDialog row={row} />
    </ThreadContext>
  );
}

async function show(messages: Message[], { caps = {}, can = true } = {}) {
  fakeApi(({ method, path, body, key }) => {
    if (method === "GET") return { messages, events: [], more: false };
    asked.push({ method, path: path.replace("/conversations/c1/messages/", ""), body, key });
    if (refusal) return refusal;
    if (path.endsWith("/private-reply"))
      return makeMessage({ seq: 8, direction: "out", comment: makeComment({ private: true }), text: "pribadi" });
    return undefined;
  });
  start.set({ state: "ready", bootstrap: withComments(makeHouse(), caps) });
  openBook("m1");
  const talk = makeTalk();
  const row = put({ ...talk, can: { ...talk.can, reply: can } });
  await ensureThread("c1");
  render(<Talk row={row} />);
  return userEvent.setup();
}
const button = (name: RegExp | string) => screen.queryByRole("button", { name });
const held = () => threadOf("c1").messages[0];
const choose = async (user: ReturnType<typeof userEvent.setup>, act: string) => {
  await user.click(screen.getByRole("button", { name: /^Tindakan lain/ }));
  await user.click(await screen.findByRole("menuitem", { name: new RegExp(`^${act}`) }));
};

beforeEach(() => {
  asked = [];
  refusal = undefined;
  jumps.length = asks.length = 0;
  forgetThreads();
});
afterEach(() => {
  answeringPrivately.set(undefined);
  for (const one of toasts.get()) closeToast(one.id);
  start.set(undefined);
  vi.unstubAllGlobals();
});

test("liking shows at once, and a refusal takes it back with the reason", async () => {
  const user = await show([theirs()]);
  await user.click(screen.getByRole("button", { name: "Suka komentar Siti Aminah" }));
  expect(asked).toMatchObject([{ method: "PUT", path: "x1/liked", body: { on: true } }]);
  expect(button(/^Suka/)?.getAttribute("aria-pressed")).toBe("true");
  refusal = new Refusal(409, "channel_off");
  await user.click(screen.getByRole("button", { name: /^Suka/ }));
  await until(() => expect(toasts.get().at(-1)?.text).toBe("Kanal ini sedang dimatikan."));
  expect(held()?.comment.liked).toBe(true);
});

test("a hidden comment says so, and is shown again from the same place", async () => {
  const user = await show([theirs({}, { hidden: true })]);
  expect(screen.getByText("Disembunyikan")).toBeTruthy();
  await choose(user, "Tampilkan lagi");
  expect(asked).toMatchObject([{ path: "x1/hidden", body: { on: false } }]);
  expect(screen.queryByText("Disembunyikan")).toBeNull();
});

test("what the provider did not do after all is told below the comment", async () => {
  await show([theirs({ failure_code: "hide_failed" })]);
  expect(screen.getByText(/tampil seperti semula/)).toBeTruthy();
});

test("only what the channel can do is offered", async () => {
  const none = { hides: false, likes: false, removes: false, private_reply_limit: 0 };
  await show([theirs({ text: "" })], { caps: none });
  expect(screen.getAllByRole("button").map((one) => one.getAttribute("aria-label"))).toEqual([
    "Balas komentar Siti Aminah",
    "Tindakan lain untuk komentar Siti Aminah",
  ]);
});

test("who may not reply can do nothing to a comment, and still sees that it is liked", async () => {
  await show([theirs({}, { liked: true, private_reply_until: soon() })], { can: false });
  expect(screen.getByText("Disukai")).toBeTruthy();
  expect([button(/^Suka/), button(/^Balas/)]).toEqual([null, null]);
});

test("one that was removed is shown as removed, with nothing to do but read what it said before", async () => {
  const user = await show([
    theirs({ deleted_at: "2026-11-22T03:00:00Z", edited_at: "2026-11-22T02:00:00Z", text: "" }),
  ]);
  expect(screen.getByText("Komentar dihapus")).toBeTruthy();
  await choose(user, "Teks sebelumnya");
  expect(asks).toEqual(["versions"]);
});

test("the contact's comment can be deleted, and so can what the house wrote elsewhere", async () => {
  const user = await show([theirs({ by: { kind: "device", id: "" }, direction: "out" })]);
  expect(screen.getByText("Halaman Toko")).toBeTruthy();
  await choose(user, "Hapus");
  expect(asks).toEqual(["delete"]);
});

test("what was sent privately is no comment that could be deleted", async () => {
  const me = { kind: "member", id: "m1" } as const;
  const ours = (seq: number, standing = {}) =>
    makeMessage({ seq, direction: "out", by: me, comment: makeComment(standing) });
  const user = await show([ours(2, { private: true })]);
  await user.click(screen.getByRole("button", { name: /^Tindakan lain/ }));
  expect(await screen.findByRole("menuitem", { name: "Salin teks" })).toBeTruthy();
  expect(screen.queryByRole("menuitem", { name: "Hapus" })).toBeNull();
});

test("a private answer says its rule, is sent once, and the comment leads to it", async () => {
  const user = await show([theirs({}, { private_reply_until: soon() })]);
  await user.click(screen.getByRole("button", { name: /^Balas pribadi/ }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/hanya dapat dibalas pribadi satu kali/)).toBeTruthy();
  expect(dialog.getByText(/^Sisa waktu: 2 jam/)).toBeTruthy();
  const send = dialog.getByRole<HTMLButtonElement>("button", { name: "Kirim pribadi" });
  await user.type(dialog.getByRole("textbox"), "terlalu panjang sekali ini");
  expect([send.disabled, dialog.getByText("Teks ini terlalu panjang.")]).toEqual([true, expect.anything()]);
  await user.clear(dialog.getByRole("textbox"));
  await user.type(dialog.getByRole("textbox"), "Ini harganya");
  await user.click(send);
  await until(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(asked).toMatchObject([
    { method: "POST", path: "x1/private-reply", body: { text: "Ini harganya", seen_seq: 1, expected_assignee: "m1" } },
  ]);
  expect(asked[0]?.key).not.toBe("");
  expect(screen.getByText("Pribadi")).toBeTruthy();
});

test("after a cut it is the same sending that is tried again; what was written is never lost", async () => {
  const user = await show([theirs({}, { private_reply_until: soon() })]);
  await user.click(screen.getByRole("button", { name: /^Balas pribadi/ }));
  const write = async () => within(await screen.findByRole("dialog"));
  refusal = new Refusal(503, "unavailable");
  await user.type((await write()).getByRole("textbox"), "Ini harganya");
  await user.click((await write()).getByRole("button", { name: "Kirim pribadi" }));
  expect(await screen.findByText(/Server sedang tidak tersedia/)).toBeTruthy();
  await user.click((await write()).getByRole("button", { name: "Kirim pribadi" }));
  await until(() => expect(asked).toHaveLength(2));
  expect(asked[0]?.key).toBe(asked[1]?.key);
  await user.click((await write()).getByRole("button", { name: "Batal" }));
  await until(() => expect(screen.queryByRole("dialog")).toBeNull());
  await user.click(screen.getByRole("button", { name: /^Balas pribadi/ }));
  expect((await write()).getByRole<HTMLTextAreaElement>("textbox").value).toBe("Ini harganya");
});

test("one that was answered privately leads to the answer; one that is too old says so", async () => {
  const reply = makeMessage({ seq: 2, direction: "out", comment: makeComment({ private: true }) });
  const old = { seq: 3, id: "x3", provider_at: "2020-01-01T00:00:00Z" };
  const user = await show([theirs({}, { private_reply_id: "x2" }), reply, theirs(old)]);
  await user.click(screen.getByRole("button", { name: /^Sudah dibalas pribadi/ }));
  expect(jumps).toEqual([2]);
  expect(screen.getByText("Batas waktu balas pribadi sudah lewat")).toBeTruthy();
});
