import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { closeToast, toasts } from "../../lib/toast";
import { type Asked, fakeApi, Refusal } from "../../test/fake-api";
import { makeConversation } from "../../test/inbox-makers";
import { makeMailCaps, makeMailHouse } from "../../test/mail-makers";
import { until } from "../../test/until";
import { start } from "../account/api";
import { setWay } from "../conversations/api";
import { beginMail, canBeginMail, newMail } from "./new-mail";
import { NewMailDialog } from "./new-mail-dialog";
import { draftNow, dropNewMail } from "./new-mail-draft";

let asked: Asked[] = [];
let answer: unknown;
const went = vi.fn();

beforeEach(() => {
  answer = makeConversation({ id: "c9", state: "handled", assignee_id: "m1" });
  asked = fakeApi(() => answer);
  localStorage.clear();
  start.set({ state: "ready", bootstrap: makeMailHouse(makeMailCaps()) });
  dropNewMail();
  went.mockClear();
  setWay(went);
});
afterEach(() => {
  cleanup();
  newMail.set(undefined);
  start.set(undefined);
  for (const one of toasts.get()) closeToast(one.id);
  vi.unstubAllGlobals();
});

async function open(to?: Parameters<typeof beginMail>[0]) {
  act(() => beginMail(to));
  render(<NewMailDialog />);
  const dialog = within(await screen.findByRole("dialog", { name: "Tulis email" }));
  const field = (name: string) => dialog.getByRole("textbox", { name });
  return { dialog, field, user: userEvent.setup() };
}

test("a mail to an address is sent once, and its conversation is opened", async () => {
  const { field, user } = await open();
  await user.type(field("Kepada"), "sari@x.id ");
  await user.type(field("Cc"), "gudang@x.id{Enter}");
  await user.type(field("Subjek"), "Katalog baru");
  await user.type(field("Isi email"), "Halo{Enter}Kak{Control>}{Enter}{/Control}");
  await until(() => expect(went).toHaveBeenCalledWith("c9"));
  expect(asked).toHaveLength(1);
  expect(asked[0]?.key).not.toBe("");
  expect(asked[0]).toMatchObject({
    method: "POST",
    path: "/conversations",
    body: {
      channel_id: "channel-1",
      address: "sari@x.id",
      text: "Halo\nKak",
      attachments: [],
      mail: { subject: "Katalog baru", cc: ["gudang@x.id"], bcc: [] },
    },
  });
  expect(newMail.get()).toBeUndefined();
  expect(draftNow()).toMatchObject({ to: [], text: "", subject: "" });
});

test("a mail to a contact names the contact, until it goes to somebody else", async () => {
  const { dialog, field, user } = await open({ contact: "p1", name: "Siti Aminah", address: "siti@x.id" });
  expect(await dialog.findByText("Siti Aminah")).toBeTruthy();
  await user.type(field("Subjek"), "Halo");
  await user.type(field("Isi email"), "Halo{Control>}{Enter}{/Control}");
  await until(() => expect(asked).toHaveLength(1));
  expect(asked[0]?.body).toMatchObject({ contact_id: "p1" });
  expect(asked[0]?.body).not.toHaveProperty("address");
});

test("what is missing is said, and nothing is sent", async () => {
  const { dialog, field, user } = await open();
  const send = dialog.getByRole("button", { name: "Kirim" });
  const said = (words: string) => until(() => expect(dialog.getByRole("alert").textContent).toContain(words));
  await user.click(send);
  await said("kepada siapa");
  await user.type(field("Kepada"), "a@x.id,b@x.id,");
  await user.click(send);
  await said("Hanya satu penerima");
  await user.click(dialog.getByRole("button", { name: "Hapus b@x.id" }));
  await user.click(send);
  await said("subjek");
  await user.type(field("Subjek"), "Halo");
  await user.click(send);
  await said("isi emailnya");
  expect(asked).toEqual([]);
});

test("what is written outlives the dialog; to discard it takes everything off", async () => {
  const { field, user } = await open();
  await user.type(field("Subjek"), "Nanti");
  act(() => newMail.set(undefined));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  act(() => beginMail());
  expect(await screen.findByRole("textbox", { name: "Subjek" })).toHaveProperty("value", "Nanti");
  await user.click(screen.getByRole("button", { name: "Buang" }));
  expect(draftNow().subject).toBe("");
});

test("a refusal is said, and what was written stays", async () => {
  answer = new Refusal(422, "invalid", {});
  const { dialog, field, user } = await open();
  await user.type(field("Kepada"), "sari@x.id,");
  await user.type(field("Subjek"), "Halo");
  await user.type(field("Isi email"), "Halo{Control>}{Enter}{/Control}");
  expect(await dialog.findByRole("alert")).toBeTruthy();
  expect(draftNow().text).toBe("Halo");
  expect(went).not.toHaveBeenCalled();
});

test("who handles as many as they may is told so, and sends the same once there is room", async () => {
  answer = new Refusal(409, "workload_full", { limit: 3, handled: 3, confirmable: false });
  const { dialog, field, user } = await open();
  await user.type(field("Kepada"), "sari@x.id,");
  await user.type(field("Subjek"), "Halo");
  await user.type(field("Isi email"), "Halo{Control>}{Enter}{/Control}");
  expect((await dialog.findByRole("alert")).textContent).toContain("Batas jumlah percakapan sudah tercapai");
  expect(field("Isi email")).toHaveProperty("value", "Halo");
  answer = makeConversation({ id: "c9", state: "handled", assignee_id: "m1" });
  await user.click(dialog.getByRole("button", { name: "Kirim" }));
  await until(() => expect(went).toHaveBeenCalledWith("c9"));
  expect(asked.map(({ key }) => key)).toEqual([asked[0]?.key, asked[0]?.key]);
});

test("there is no way to a mail where no channel can begin one", () => {
  expect(canBeginMail()).toBe(true);
  start.set({ state: "ready", bootstrap: makeMailHouse(makeMailCaps({ new: false })) });
  expect(canBeginMail()).toBe(false);
});
