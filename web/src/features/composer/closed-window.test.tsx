import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { queries } from "../../realtime/queries";
import { fakeApi } from "../../test/fake-api";
import { makeConversation, makeHouse, makeMessage } from "../../test/inbox-makers";
import { makeHealth, makeWhatsApp, makeWhatsAppKind } from "../../test/makers";
import { until } from "../../test/until";
import { start } from "../account/api";
import { openBook, put } from "../conversations/book";
import type { Row } from "../conversations/rules";
import { forgetThreads } from "../messages/api";
import { Composer } from "./composer";
import { clearDesks } from "./desk";
import { drawerOf } from "./drawer";
import { openOutbox } from "./outbox";

const template = {
  name: "pesanan_dikirim",
  language: "id",
  category: "utility",
  state: "approved",
  parts: { body: "Halo {{1}}, paket Anda sudah dikirim." },
  places: [{ name: "body.1", max: 20 }],
};
const closed = "2020-01-01T00:00:00Z";
let posted: unknown[] = [];
let stop: () => void;

beforeEach(() => {
  posted = [];
  fakeApi(({ method, path, body }) => {
    if (path.endsWith("/templates")) return { templates: [template] };
    if (path.endsWith("/drafts")) return { drafts: [] };
    if (path.endsWith("/mentionable")) return { members: [] };
    if (method === "GET") return { messages: [], events: [], more: false };
    if (path.endsWith("/messages")) posted.push(body);
    return makeMessage({ seq: 2, direction: "out", by: { kind: "member", id: "m1" } });
  });
  openBook("m1");
  clearDesks();
  forgetThreads();
  queries.clear();
  stop = openOutbox("m1");
});
afterEach(() => {
  stop();
  start.set(undefined);
  vi.unstubAllGlobals();
});

async function open(part: Partial<Row> = {}, health = makeHealth()) {
  const channels = [makeWhatsApp({ health })];
  start.set({ state: "ready", bootstrap: { ...makeHouse(), channels, channel_kinds: [makeWhatsAppKind()] } });
  const row = put(makeConversation({ channel_id: "channel-2", window_ends_at: closed, ...part }));
  const shown = render(<Composer row={row} />);
  await act(async () => undefined);
  return { user: userEvent.setup(), shown };
}

/** A window as narrow as a phone's, until the test ends. */
function narrow() {
  const media = { matches: false, addEventListener: () => undefined, removeEventListener: () => undefined };
  vi.stubGlobal("matchMedia", () => media);
}

test("a closed window leaves templates: found, filled in, and sent with what they say", async () => {
  const { user } = await open();
  expect(screen.getByText("Jendela 24 jam sudah berakhir")).toBeTruthy();
  expect(screen.queryByRole("textbox", { name: "Tulis balasan" })).toBeNull();
  await user.click(await screen.findByRole("button", { name: /Pesanan dikirim/ }));
  const field = await screen.findByLabelText("Isian 1");
  await user.click(screen.getByRole("button", { name: "Kirim templat" }));
  expect(posted).toEqual([]);
  expect(field.getAttribute("aria-invalid")).toBe("true");
  await user.type(field, " Budi ");
  expect(screen.getByText(/Halo Budi, paket/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Kirim templat" }));
  await until(() => expect(posted).toHaveLength(1));
  expect(posted[0]).toMatchObject({
    text: "",
    template: { name: "pesanan_dikirim", language: "id", values: { "body.1": "Budi" } },
  });
  expect(await screen.findByRole("button", { name: /Pesanan dikirim/ })).toBeTruthy();
});

test("what was filled in is still there after one was elsewhere", async () => {
  const { user, shown } = await open();
  await user.click(await screen.findByRole("button", { name: /Pesanan dikirim/ }));
  await user.type(await screen.findByLabelText("Isian 1"), "Budi");
  shown.unmount();
  await open();
  expect(((await screen.findByLabelText("Isian 1")) as HTMLInputElement).value).toBe("Budi");
  expect(drawerOf("c1").template.values).toEqual({ "body.1": "Budi" });
});

test("who may not reply is not offered templates", async () => {
  await open({ can: { ...makeConversation().can, reply: false } });
  expect(screen.getByText(/Agen tidak diizinkan/)).toBeTruthy();
  expect(screen.queryByText("Jendela 24 jam sudah berakhir")).toBeNull();
});

const soon = () => new Date(Date.now() + 90 * 60_000).toISOString();

test("an ill channel says that replies wait; why stands above the inbox", async () => {
  await open({ window_ends_at: soon() }, makeHealth({ state: "ill", code: "token_expired" }));
  expect(screen.getByText(/Balasan menunggu, lalu terkirim/)).toBeTruthy();
  expect(screen.queryByText(/Token akses WhatsApp sudah kedaluwarsa/)).toBeNull();
  // The window is near its end, which the composer says.
  expect(screen.getByText(/Jendela pesan 1 jam/)).toBeTruthy();
  expect(screen.getByRole("textbox", { name: "Tulis balasan" })).toBeTruthy();
});

test("on a phone, where nothing stands above, an ill channel also says why", async () => {
  narrow();
  await open({ window_ends_at: soon() }, makeHealth({ state: "ill", code: "token_expired" }));
  expect(screen.getByText(/Balasan menunggu, lalu terkirim/)).toBeTruthy();
  expect(screen.getByText(/Token akses WhatsApp sudah kedaluwarsa/)).toBeTruthy();
});
