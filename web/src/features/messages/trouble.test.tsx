import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeToast, toasts } from "../../lib/toast";
import { fakeApi, Refusal } from "../../test/fake-api";
import { makeConversation, makeMessage } from "../../test/inbox-makers";
import { until } from "../../test/until";
import { ThreadContext, type ThreadFacts } from "./context";
import type { Message } from "./rules";
import { ensureThread, forgetThreads, takeEvent, threadOf } from "./threads";
import { Trouble } from "./trouble";

const me = { kind: "member", id: "m1" } as const;
let asked: string[] = [];
let refuse = false;

const ours = (part: Partial<Message> = {}) =>
  makeMessage({ seq: 1, direction: "out", by: me, status: "failed", failure_code: "not_reachable", ...part });

function show(message: Message, part: Parameters<typeof makeConversation>[0] = {}) {
  const facts: ThreadFacts = {
    row: makeConversation(part),
    me: "m1",
    nameOf: () => "",
    reactions: [],
    edits: false,
    deletes: false,
    quotes: true,
    removes: false,
    jumpTo: () => undefined,
    showPicture: () => undefined,
  };
  render(
    <ThreadContext value={facts}>
      <Trouble message={message} />
    </ThreadContext>,
  );
}

async function hold(message: Message) {
  fakeApi(({ method, path }) => {
    if (method === "GET") return { messages: [message], events: [], more: false };
    asked.push(path.split("/").at(-1) ?? "");
    if (refuse) return new Refusal(409, "window_closed");
    return undefined;
  });
  await ensureThread("c1");
}

const held = () => threadOf("c1").messages[0];

beforeEach(() => {
  asked = [];
  refuse = false;
  forgetThreads();
});
afterEach(() => {
  for (const one of toasts.get()) closeToast(one.id);
  vi.unstubAllGlobals();
});

test("a failed message says why, with the provider's words for the curious, and is sent again", async () => {
  const message = ours({ failure_detail: "(131026) Message undeliverable." });
  await hold(message);
  show(message);
  expect(screen.getByText(/Pesan tidak dapat sampai/)).toBeTruthy();
  expect(screen.getByText(/131026/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Kirim ulang" }));
  expect(asked).toEqual(["resend"]);
  expect(held()).toMatchObject({ status: "queued", failure_code: "" });
});

test("a refusal puts the failure back and says why", async () => {
  refuse = true;
  await hold(ours());
  show(ours());
  await userEvent.click(screen.getByRole("button", { name: "Kirim ulang" }));
  await until(() => expect(held()?.status).toBe("failed"));
  expect(toasts.get().map(({ text }) => text)).toEqual([expect.stringContaining("Jendela pesan")]);
});

test("once the window is closed only a template can be sent again", () => {
  const closed = { window_ends_at: "2020-01-01T00:00:00Z" };
  show(ours(), closed);
  expect(screen.queryByRole("button")).toBeNull();
  show(ours({ kind: "template" }), closed);
  expect(screen.getByRole("button", { name: "Kirim ulang" })).toBeTruthy();
});

test("one of which nobody knows leaves two ways; what came of it is what the server says", async () => {
  const message = ours({ status: "unsure", failure_code: "answer_lost" });
  await hold(message);
  show(message);
  expect(screen.getByText("Tidak pasti terkirim")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Sudah sampai" }));
  expect([asked, held()?.status]).toEqual([["settle"], "sent"]);
});

test("a message that is sent again goes back from failed, when the server tells so live", async () => {
  await hold(ours());
  const queued = ours({ status: "queued", failure_code: "" });
  takeEvent({ id: "e1", kind: "message.changed", at: queued.at, by: me, after_seq: 1, why: "resent", message: queued });
  expect(held()).toMatchObject({ status: "queued", failure_code: "" });
});
