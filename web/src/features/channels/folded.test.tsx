import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeBootstrap, makeWhatsAppKind } from "../../test/makers";
import { reveal } from "../../ui/disclosure";
import { start } from "../account/api";
import type { ChannelKind } from "./api";
import { ChannelEditor } from "./channel-editor";
import { fieldId } from "./field-control";
import { startOf } from "./rules";

const unknown = { field: "provider", values: ["auto", "own"] };
const kind: ChannelKind = {
  ...makeWhatsAppKind(),
  kind: "mailbox",
  fields: [
    { name: "address", type: "text", required: true },
    { name: "provider", type: "choice", required: false, default: "auto", options: ["auto", "gmail", "own"] },
    { name: "imap_host", type: "text", required: false, pattern: "^[a-z.]+$", group: "servers", only: unknown },
    { name: "folder", type: "text", required: false, default: "INBOX", pattern: "^[A-Z]+$", group: "incoming" },
  ],
};

const saved = vi.fn(async () => {});

async function show() {
  start.set({ state: "ready", bootstrap: { ...makeBootstrap(), channel_kinds: [kind] } });
  const draw = () => <ChannelEditor connecting kind={kind} start={startOf(kind, "Surat")} onSave={saved} />;
  const root = createRootRoute({ component: draw });
  const any = createRoute({ getParentRoute: () => root, path: "$" });
  const router = createRouter({ routeTree: root.addChildren([any]), history: createMemoryHistory() });
  render(<RouterProvider router={router as never} />);
  await act(() => router.load());
}

/** The part with a heading; undefined when there is none. */
const part = (name: string) =>
  screen
    .queryAllByRole("heading", { name })
    .map((one) => one.closest("details"))
    .at(0);
const control = (field: string) => document.getElementById(fieldId(field)) as HTMLInputElement;
const connect = () => userEvent.click(screen.getByRole("button", { name: "Hubungkan" }));

beforeEach(() => vi.stubGlobal("scrollTo", vi.fn()));
afterEach(() => {
  cleanup();
  saved.mockClear();
  start.set(undefined);
  vi.unstubAllGlobals();
});

test("what need not be filled in is folded away, and servers are gone with a provider that is known", async () => {
  await show();
  expect(part("Server")?.open).toBe(false);
  expect(part("Email masuk")?.open).toBe(false);
  await userEvent.click(screen.getByRole("radio", { name: /^Gmail/ }));
  expect(part("Server")).toBeUndefined();
  await userEvent.click(screen.getByRole("radio", { name: "Server lain" }));
  await waitFor(() => expect(part("Server")?.open).toBe(true));
});

test("what is wrong in a folded part opens it, and has the focus", async () => {
  await show();
  await userEvent.type(control("address"), "toko@contoh.example");
  const folder = control("folder");
  reveal(folder);
  expect(part("Email masuk")?.open).toBe(true);
  expect(document.activeElement).toBe(folder);
  await userEvent.clear(folder);
  await userEvent.type(folder, "123");
  for (const time of [1, 2]) {
    const fold = part("Email masuk") as HTMLDetailsElement;
    fold.open = false;
    await connect();
    await waitFor(() => expect(fold.open, `try ${time}`).toBe(true));
    await waitFor(() => expect(document.activeElement).toBe(folder));
  }
  expect(saved).not.toHaveBeenCalled();
});

test("whoever left something out above is led there first", async () => {
  await show();
  await userEvent.type(control("imap_host"), "???");
  await connect();
  await waitFor(() => expect(part("Server")?.open).toBe(true));
  expect(document.activeElement).toBe(control("address"));
});
