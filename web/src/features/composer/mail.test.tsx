import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { listenForKeys } from "../../commands/keys";
import { queries } from "../../realtime/queries";
import { fakeApi } from "../../test/fake-api";
import { makeAttachment, makeConversation } from "../../test/inbox-makers";
import { makeMailCaps, makeMailHouse, makeMailMessage, makeMailReply } from "../../test/mail-makers";
import { until } from "../../test/until";
import { start } from "../account/api";
import { openBook, put } from "../conversations/book";
import { ensureThread, forgetThreads } from "../messages/api";
import { Composer } from "./composer";
import { changeSheet, clearDesks, deskOf } from "./desk";
import { keepDrafts } from "./drafts";
import type { MailReply } from "./mail-rules";
import { openOutbox } from "./outbox";

let posted: { text: string; mail: unknown }[] = [];
let drafts: { mail: unknown }[] = [];
let reply: MailReply = makeMailReply();
let stops: (() => void)[] = [];

beforeEach(async () => {
  [posted, drafts, reply] = [[], [], makeMailReply()];
  fakeApi(({ method, path, body }) => {
    if (path.endsWith("/conversations/c1/mail")) return reply;
    if (path.endsWith("/mentionable")) return { members: [] };
    if (path.endsWith("/drafts")) return { drafts: [] };
    if (path.includes("/drafts/")) return void drafts.push(body as { mail: unknown });
    if (method === "GET") return { messages: [makeMailMessage()], events: [], more: false };
    posted.push(body as { text: string; mail: unknown });
    return makeMailMessage({}, { id: "x9", seq: 9, direction: "out", by: { kind: "member", id: "m1" } });
  });
  start.set({ state: "ready", bootstrap: makeMailHouse(makeMailCaps()) });
  openBook("m1");
  clearDesks();
  forgetThreads();
  queries.clear();
  stops = [keepDrafts("m1"), openOutbox("m1"), listenForKeys()];
  await ensureThread("c1");
});
afterEach(() => {
  for (const stop of stops) stop();
  start.set(undefined);
  vi.unstubAllGlobals();
});

async function open() {
  const row = put(makeConversation({ state: "handled", assignee_id: "m1" }));
  render(<Composer row={row} />);
  const head = await screen.findByRole("button", { name: /^Ubah penerima dan subjek/ });
  await until(() => expect(head.textContent).toContain(reply.subject));
  return { head, area: screen.getByRole("textbox", { name: "Tulis balasan" }), user: userEvent.setup() };
}

const mails = () => posted.map(({ mail }) => mail);

test("a plain answer goes to who wrote, as it stands on the screen; Enter makes a line and Ctrl+Enter sends", async () => {
  const { head, area, user } = await open();
  expect(head.textContent).toContain("Sari Wulandari");
  await user.type(area, "Sudah dikirim.{Enter}Terima kasih");
  expect(posted).toEqual([]);
  await user.keyboard("{Control>}{Enter}{/Control}");
  await until(() => expect(posted).toHaveLength(1));
  expect(posted[0]).toMatchObject({
    text: "Sudah dikirim.\nTerima kasih",
    mail: { subject: "Re: Pesanan 12", to: ["sari@pelanggan.example"], cc: [], bcc: [] },
  });
});

test("an answer to all goes to all, by its button and by its key", async () => {
  const { head, area, user } = await open();
  const all = screen.getByRole("button", { name: "Balas semua" });
  await user.click(all);
  expect(all.getAttribute("aria-pressed")).toBe("true");
  expect(head.textContent).toContain("1 tembusan");
  await user.click(all);
  expect(all.getAttribute("aria-pressed")).toBe("false");
  await user.click(area);
  await user.keyboard("{Alt>}{Shift>}r{/Shift}{/Alt}");
  expect(all.getAttribute("aria-pressed")).toBe("true");
  await user.type(area, "Untuk semua{Control>}{Enter}{/Control}");
  await until(() => expect(mails()).toEqual([expect.objectContaining({ cc: ["budi@pelanggan.example"] })]));
});

test("who is answered alone is offered no answer to all", async () => {
  reply = makeMailReply({ reply_all: makeMailReply().reply });
  await open();
  expect(screen.queryByRole("button", { name: "Balas semua" })).toBeNull();
});

test("recipients and the subject can be changed by keys alone, and are kept as a draft", async () => {
  const { head, user } = await open();
  await user.click(head);
  const to = screen.getByRole("textbox", { name: "Kepada" });
  await user.type(to, "Ani <ani@x.id>,");
  await user.type(to, "{Backspace}");
  expect(deskOf("c1").reply.mail?.to).toEqual(["sari@pelanggan.example"]);
  await user.click(screen.getByRole("button", { name: "Tambah Cc" }));
  await user.type(screen.getByRole("textbox", { name: "Cc" }), "gudang@x.id kurir@x.id{Enter}");
  const subject = screen.getByRole("textbox", { name: "Subjek" });
  await user.clear(subject);
  await user.type(subject, "Resi{Enter}");
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Tulis balasan" }));
  const wanted = { to: ["sari@pelanggan.example"], cc: ["gudang@x.id", "kurir@x.id"], subject: "Resi" };
  await until(() => expect(drafts.at(-1)?.mail).toEqual(wanted));
});

test("many addresses are pasted at once; one that is none is marked, and holds the mail up", async () => {
  const { head, area, user } = await open();
  await user.click(head);
  await user.click(screen.getByRole("textbox", { name: "Kepada" }));
  await user.paste("a@x.id; b@x.id\nbukan@alamat");
  expect(screen.getByText("Alamat ini tidak benar")).toBeTruthy();
  await user.type(area, "Halo{Control>}{Enter}{/Control}");
  expect(screen.getByRole("alert").textContent).toContain("Ada alamat yang tidak benar");
  await user.click(screen.getByRole("button", { name: "Hapus bukan@alamat" }));
  await user.click(screen.getByRole("button", { name: "Kirim" }));
  await until(() =>
    expect(mails()).toEqual([expect.objectContaining({ to: ["sari@pelanggan.example", "a@x.id", "b@x.id"] })]),
  );
});

test("without a recipient, or with more than one mail takes, nothing is sent", async () => {
  const { head, area, user } = await open();
  await user.click(head);
  await user.type(screen.getByRole("textbox", { name: "Kepada" }), "{Backspace}");
  await user.type(area, "Halo{Control>}{Enter}{/Control}");
  expect(screen.getByRole("alert").textContent).toContain("kepada siapa");
  act(() => changeSheet("c1", "reply", { files: [makeAttachment({ size: 20_000_000 })], mail: undefined }));
  await user.type(area, "{Control>}{Enter}{/Control}");
  expect(screen.getByRole("alert").textContent).toContain("terlalu besar untuk satu email");
  expect(posted).toEqual([]);
});

test("what comes with a draft is filled in; a note has neither recipients nor a subject", async () => {
  changeSheet("c1", "reply", { mail: { subject: "Lain", bcc: ["diam@x.id"] } });
  reply = makeMailReply({ subject: "Lain" });
  const { head, user } = await open();
  expect(head.textContent).toContain("1 tembusan");
  await user.click(head);
  expect(screen.getByRole("textbox", { name: "Bcc" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Catatan internal" }));
  expect(screen.queryByRole("button", { name: /^Ubah penerima/ })).toBeNull();
});

test("only what the channel can is offered", async () => {
  start.set({ state: "ready", bootstrap: makeMailHouse(makeMailCaps({ cc: false, bcc: false, reply_all: false })) });
  const { head, user } = await open();
  expect(screen.queryByRole("button", { name: "Balas semua" })).toBeNull();
  await user.click(head);
  expect(screen.queryByRole("button", { name: "Tambah Cc" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Tambah Bcc" })).toBeNull();
});

test("the signature that is put below is shown", async () => {
  await open();
  const line = await screen.findByText(/Salam, · Toko Melati/);
  expect(within(line).getByText("Tanda tangan:")).toBeTruthy();
});
