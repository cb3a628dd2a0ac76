import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from "@tanstack/react-router";
import { act, cleanup, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { toasts } from "../../lib/toast";
import { queries } from "../../realtime/queries";
import { type Asked, fakeApi, Refusal } from "../../test/fake-api";
import { makeBootstrap, makeWhatsApp } from "../../test/makers";
import { start } from "../account/api";
import type { Delivery } from "./api";
import { DeliveryList } from "./delivery-list";
import { DeliveryPage } from "./delivery-page";
import { HeldCount } from "./held-count";

const make = (part: Partial<Delivery> = {}): Delivery => ({
  id: "d1",
  channel_id: "channel-2",
  at: "2026-11-22T03:00:00Z",
  state: "stuck",
  attempts: 1,
  code: "not_understood",
  detail: "the body is not a delivery",
  size: 2048,
  ...part,
});

async function show(draw: () => ReactNode) {
  start.set({ state: "ready", bootstrap: { ...makeBootstrap(), channels: [makeWhatsApp()] } });
  const root = createRootRoute({ component: draw as never });
  const any = createRoute({ getParentRoute: () => root, path: "$" });
  const router = createRouter({ routeTree: root.addChildren([any]), history: createMemoryHistory() });
  render(<RouterProvider router={router as never} />);
  await act(() => router.load());
}

beforeEach(() => vi.stubGlobal("scrollTo", vi.fn()));
afterEach(() => {
  cleanup();
  start.set(undefined);
  toasts.set([]);
  queries.clear();
  vi.unstubAllGlobals();
});

test("nothing held is good news", async () => {
  fakeApi(() => ({ deliveries: [], next: "" }));
  await show(() => <DeliveryList />);
  await screen.findByText("Tidak ada kiriman yang tertahan");
});

test("each says why, where and how large, and the next page follows the first", async () => {
  const asked = fakeApi(({ path }) =>
    path.includes("after=d1")
      ? { deliveries: [make({ id: "d2", code: "unknown_table", channel_id: "gone" })], next: "" }
      : { deliveries: [make()], next: "d1" },
  );
  await show(() => <DeliveryList />);
  const row = await screen.findByRole("link");
  expect(row.textContent).toContain("Isinya tidak dapat dibaca");
  expect(row.textContent).toContain("WhatsApp Toko Melati");
  expect(row.textContent).toContain("2 KB");
  await userEvent.click(screen.getByRole("button", { name: "Muat lebih banyak" }));
  await screen.findByText("Gagal dimasukkan berulang kali");
  expect(screen.getByText("Kanal yang sudah tidak ada")).toBeTruthy();
  expect(asked.map(({ path }) => path)).toEqual(["/deliveries", "/deliveries?after=d1"]);
});

test("the menu counts them", async () => {
  fakeApi(() => ({ deliveries: [make(), make({ id: "d2" })], next: "" }));
  await show(() => <HeldCount />);
  await screen.findByText("2 kiriman tertahan");
});

/** The server with one delivery, which becomes what a replay makes of it. */
function house(after: Partial<Delivery>) {
  let now = make({ body: '{"object":"page","n":12345678901234567890}' });
  return ({ method, path }: Asked) => {
    if (method === "DELETE") return undefined;
    if (path === "/deliveries") return { deliveries: [], next: "" };
    if (path.endsWith("/replay")) now = { ...now, ...after };
    return now;
  };
}

test("its content is arranged and otherwise as it came", async () => {
  fakeApi(house({}));
  await show(() => <DeliveryPage id="d1" onGone={() => undefined} />);
  const text = (await screen.findByText(/"object"/)).textContent;
  expect(text).toBe('{\n  "object": "page",\n  "n": 12345678901234567890\n}');
});

test("a replay that works says so, and there is nothing left to do", async () => {
  fakeApi(house({ state: "done", code: "", detail: "" }));
  await show(() => <DeliveryPage id="d1" onGone={() => undefined} />);
  await userEvent.click(await screen.findByRole("button", { name: "Ulangi" }));
  expect((await screen.findByRole("status")).textContent).toContain("Kiriman sudah masuk");
  expect(screen.queryByRole("button", { name: /Ulangi|Buang/ })).toBeNull();
});

test("one that does not work says why, and can be tried again", async () => {
  fakeApi(house({ attempts: 2 }));
  await show(() => <DeliveryPage id="d1" onGone={() => undefined} />);
  await userEvent.click(await screen.findByRole("button", { name: "Ulangi" }));
  await waitFor(() => expect(toasts.get()[0]?.text).toBe("Masih tertahan: Isinya tidak dapat dibaca."));
  expect(screen.getByText("Percobaan").nextElementSibling?.textContent).toBe("2");
  expect(screen.getByRole("button", { name: "Ulangi" })).toBeTruthy();
});

test("one whose channel is off waits for that", async () => {
  fakeApi(house({ state: "waiting", code: "channel_off" }));
  await show(() => <DeliveryPage id="d1" onGone={() => undefined} />);
  await userEvent.click(await screen.findByRole("button", { name: "Ulangi" }));
  expect((await screen.findByRole("status")).textContent).toContain("Kanalnya dimatikan");
});

test("it is discarded only after a question", async () => {
  const gone = vi.fn();
  const asked = fakeApi(house({}));
  await show(() => <DeliveryPage id="d1" onGone={gone} />);
  await userEvent.click(await screen.findByRole("button", { name: "Buang…" }));
  const question = await screen.findByRole("alertdialog", { name: "Buang kiriman ini?" });
  expect(asked.some(({ method }) => method === "DELETE")).toBe(false);
  await userEvent.click(within(question).getByRole("button", { name: "Buang" }));
  await waitFor(() => expect(gone).toHaveBeenCalledOnce());
  expect(asked.filter(({ method }) => method === "DELETE").map(({ path }) => path)).toEqual(["/deliveries/d1"]);
});

test("one that a colleague has dealt with is gone, and not an error", async () => {
  fakeApi(() => new Refusal(404, "not_found"));
  await show(() => <DeliveryPage id="d1" onGone={() => undefined} />);
  await screen.findByRole("heading", { name: "Kiriman ini sudah tidak ada" });
});
