import { cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";
import { toasts } from "../../lib/toast";
import { fakeApi, Refusal } from "../../test/fake-api";
import { makeBootstrap, makeWhatsApp, makeWhatsAppKind } from "../../test/makers";
import { start, useBootstrap } from "../account/api";
import type { Channel, ChannelKind } from "./api";
import { ReceiveSwitches } from "./receive-switches";
import { askedOf, withReceives } from "./rules";

const kind: ChannelKind = {
  ...makeWhatsAppKind(),
  kind: "instagram",
  fields: [
    { name: "account_id", type: "text", required: true },
    { name: "messages", type: "switch", required: false, default: false, confirm: true },
    { name: "human_agent_tag", type: "switch", required: false, default: false },
  ],
};

function channel(messages: boolean): Channel {
  const made = makeWhatsApp({ kind: "instagram" });
  return { ...made, setup: made.setup && { ...made.setup, config: { account_id: "17841", messages } } };
}

function Now() {
  const [one] = useBootstrap().channels;
  return one ? <ReceiveSwitches channel={one} /> : null;
}

function show(messages: boolean) {
  const house = makeBootstrap();
  start.set({ state: "ready", bootstrap: { ...house, channels: [channel(messages)], channel_kinds: [kind] } });
  render(<Now />);
}

afterEach(() => {
  cleanup();
  start.set(undefined);
  toasts.set([]);
});

test("turning on is asked for once more, and what is there else stays", async () => {
  const all = fakeApi(({ method }) => (method === "GET" ? { channels: [], kinds: [] } : channel(true)));
  const calls = () => all.filter(({ method }) => method !== "GET");
  show(false);
  expect(screen.getByText(/Belum ada yang diaktifkan/)).toBeTruthy();
  await userEvent.click(screen.getByRole("switch", { name: /^Pesan langsung/ }));
  expect(calls()).toHaveLength(0);
  await userEvent.click(await screen.findByRole("button", { name: "Aktifkan" }));
  await waitFor(() => expect(calls()).toHaveLength(1));
  expect(calls()[0]?.body).toMatchObject({ config: { account_id: "17841", messages: true, human_agent_tag: false } });
  await waitFor(() => expect(screen.queryByText(/Belum ada yang diaktifkan/)).toBeNull());
});

test("what did not come while a switch is off is told below it", async () => {
  const one = channel(false);
  const since = "2026-11-21T03:00:00Z";
  const now = { ...one, setup: one.setup && { ...one.setup, missed: [{ switch: "messages", count: 12, since }] } };
  fakeApi(() => ({ channels: [now], kinds: [kind] }));
  show(false);
  expect(await screen.findByText(/^12 pesan tidak diterima sejak .*21 .*2026/)).toBeTruthy();
});

test("a change of mind changes nothing, and a refusal is said", async () => {
  const all = fakeApi(() => {
    throw new Refusal(403, "forbidden");
  });
  const calls = () => all.filter(({ method }) => method !== "GET");
  show(false);
  await userEvent.click(screen.getByRole("switch", { name: /^Pesan langsung/ }));
  await userEvent.click(await screen.findByRole("button", { name: "Batal" }));
  expect(calls()).toHaveLength(0);
  cleanup();
  show(true);
  await userEvent.click(screen.getByRole("switch", { name: /^Pesan langsung/ }));
  await waitFor(() => expect(toasts.get()).toHaveLength(1));
});

test("what is received is no part of the form, and a form that is saved does not change it", () => {
  expect(askedOf(kind, true).map(({ name }) => name)).toEqual(["account_id", "human_agent_tag"]);
  const input = { name: "IG", session_hours: 24, config: { account_id: "17841", messages: false } };
  expect(withReceives(kind, input, channel(true)).config).toEqual({ account_id: "17841", messages: true });
});
