import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { toasts } from "../../lib/toast";
import { fakeApi } from "../../test/fake-api";
import { makeBootstrap, makeHealth, makeTelegram, makeTelegramKind } from "../../test/makers";
import { start, useBootstrap } from "../account/api";
import type { Channel, ChannelInput } from "./api";
import { ChannelEditor } from "./channel-editor";
import { ConnectGuide } from "./connect-guide";
import { HealthSection } from "./health-section";
import { startOf } from "./rules";

let made = 0;
/** A bot of its own for each test: what was tested before is remembered by its id. */
const bot = (part: Partial<Channel> = {}) => makeTelegram({ id: `bot-${++made}`, ...part });

function Now({ id, draw }: { id: string; draw: (channel: Channel) => ReactNode }) {
  const channel = useBootstrap().channels.find((one) => one.id === id);
  return channel ? draw(channel) : null;
}

/** Draws something about a bot in a house that knows it and its kind. */
async function show(channel: Channel, draw: (channel: Channel) => ReactNode) {
  const house = makeBootstrap();
  start.set({
    state: "ready",
    bootstrap: { ...house, channels: [channel], channel_kinds: [...house.channel_kinds, makeTelegramKind()] },
  });
  const root = createRootRoute({ component: () => <Now id={channel.id} draw={draw} /> });
  const router = createRouter({ routeTree: root, history: createMemoryHistory() });
  render(<RouterProvider router={router as never} />);
  await act(() => router.load());
}

beforeEach(() => vi.stubGlobal("scrollTo", vi.fn()));
afterEach(() => {
  cleanup();
  start.set(undefined);
  toasts.set([]);
  vi.unstubAllGlobals();
});

test("where nothing is entered at the provider there are two steps, and the bot's name says where to write", async () => {
  const health = makeHealth({ state: "well", facts: { handle: "@toko_bot", name: "Toko" } });
  await show(bot({ health }), (now) => <ConnectGuide channel={now} />);
  expect(screen.getAllByRole("listitem")).toHaveLength(2);
  expect(document.body.textContent).toContain("Langkah 2 dari 2");
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.getByText("@toko_bot")).toBeTruthy();
});

test("a bot that another program has is taken over by a word, and its provider is called by its name", async () => {
  const channel = bot();
  let ours = false;
  const asked = fakeApi(({ path }) => {
    if (path.endsWith("/subscribe")) {
      ours = true;
      return undefined;
    }
    const lost = { what: "subscription", ok: false, code: "webhook_elsewhere", detail: "" };
    return { findings: [{ what: "token", ok: true }, ours ? { what: "subscription", ok: true } : lost], channel };
  });
  await show(channel, (now) => <ConnectGuide channel={now} />);
  expect(document.body.textContent).toContain("Sapa menanyakan kepada Telegram");
  await userEvent.click(screen.getByRole("button", { name: "Uji" }));
  await screen.findByText(/Pesan bot ini dikirim ke program lain\./);
  expect(screen.queryByRole("link", { name: "Ubah isian" })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Aktifkan kiriman" }));
  await screen.findByText("Semuanya sudah benar.");
  expect(asked.map(({ path }) => path.split("/").at(-1))).toEqual(["check", "subscribe", "check"]);
});

test("a bot that is fetched elsewhere too says so, and a dead token leads to its field", async () => {
  const limited = makeHealth({ state: "limited", code: "listened_elsewhere", since: "2026-11-22T03:00:00Z" });
  await show(bot({ health: limited }), (now) => <HealthSection channel={now} />);
  expect(screen.getByText("Program lain juga mengambil pesan bot ini.")).toBeTruthy();
  cleanup();
  const ill = makeHealth({ state: "ill", code: "token_invalid", since: "2026-11-22T03:00:00Z" });
  const editor = (now: Channel) => (
    <>
      <HealthSection channel={now} />
      <ChannelEditor kind={makeTelegramKind()} start={startOf(makeTelegramKind(), "", now)} onSave={vi.fn()} />
    </>
  );
  await show(bot({ health: ill }), editor);
  expect(screen.getByText("Telegram menolak token aksesnya.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Isi token baru" }));
  expect(document.activeElement).toBe(screen.getByLabelText("Token bot"));
});

test("the form asks for the token and how messages come in", async () => {
  const saved = vi.fn(async (_input: ChannelInput) => undefined);
  const kind = makeTelegramKind();
  await show(bot(), () => <ChannelEditor connecting kind={kind} start={startOf(kind, "Telegram")} onSave={saved} />);
  const token = screen.getByLabelText("Token bot") as HTMLInputElement;
  expect([token.type, token.inputMode]).toEqual(["password", ""]);
  const ways = within(screen.getByRole("group", { name: "Cara pesan masuk" })).getAllByRole("radio");
  expect(ways).toHaveLength(2);
  await userEvent.type(token, "@toko_bot");
  await userEvent.click(screen.getByRole("button", { name: "Hubungkan" }));
  await screen.findByText(/Salin token lengkap/);
  await userEvent.clear(token);
  await userEvent.type(token, "123456789:AAFakeTokenOfTheBot-0123456789");
  await userEvent.click(screen.getByRole("button", { name: "Hubungkan" }));
  await waitFor(() => expect(saved).toHaveBeenCalled());
  const config = { bot_token: "123456789:AAFakeTokenOfTheBot-0123456789", updates: "polling" };
  expect(saved.mock.calls[0]?.[0].config).toEqual(config);
});
