import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act, cleanup, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeApi } from "../../test/fake-api";
import { makeApiKind, makeBootstrap, makeHealth, makeTelegram } from "../../test/makers";
import { start, useBootstrap } from "../account/api";
import type { Channel } from "./api";
import { ConnectGuide } from "./connect-guide";
import { sampleRequest } from "./rules";

let made = 0;

/** A channel that signs, with a secret already or without. */
function api(secrets: string[]): Channel {
  const { setup, ...rest } = makeTelegram({
    id: `api-${++made}`,
    kind: "api",
    name: "Toko online",
    health: makeHealth(),
  });
  if (!setup) throw new Error("no setup");
  return { ...rest, setup: { ...setup, secrets, hook: { path: "/hooks/wk_x", verify_token: "" } } };
}

function Now({ id }: { id: string }) {
  const channel = useBootstrap().channels.find((one) => one.id === id);
  return channel ? <ConnectGuide channel={channel} /> : null;
}

async function show(channel: Channel) {
  const house = makeBootstrap();
  start.set({
    state: "ready",
    bootstrap: {
      ...house,
      channels: [channel],
      channel_kinds: [makeApiKind()],
      me: { ...house.me, can: { manage_channels: true } },
    },
  });
  const root = createRootRoute({ component: () => <Now id={channel.id} /> });
  const router = createRouter({ routeTree: root, history: createMemoryHistory() });
  render(<RouterProvider router={router as never} />);
  await act(() => router.load());
}

beforeEach(() => vi.stubGlobal("scrollTo", vi.fn()));
afterEach(() => {
  cleanup();
  start.set(undefined);
  vi.unstubAllGlobals();
});

const value = (label: string) => (screen.getByRole("textbox", { name: label }) as HTMLInputElement).value;

test("the secret is made before anything is tested, is shown once, and stands in the example", async () => {
  const asked = fakeApi(() => ({ secret: "whsec_AAAA", former_until: null }));
  await show(api([]));
  expect(screen.getAllByRole("heading", { level: 2 })[0]?.textContent).toContain("Langkah 1 dari 3");
  expect(screen.getAllByRole("heading", { level: 2 })[0]?.textContent).toContain("Pasang alamat dan rahasia");
  expect(value("Alamat kanal")).toBe(`${location.origin}/hooks/wk_x`);
  expect(screen.queryByRole("textbox", { name: "Rahasia" })).toBeNull();
  expect(value("Contoh: pesan pertama")).toContain("SECRET=whsec_…");
  await userEvent.click(screen.getByRole("button", { name: "Buat rahasia" }));
  await waitFor(() => expect(value("Rahasia")).toBe("whsec_AAAA"));
  expect(value("Contoh: pesan pertama")).toContain("SECRET=whsec_AAAA\n");
  expect(asked.map(({ path, body }) => [path, body])).toEqual([
    [expect.stringMatching(/\/channels\/api-\d+\/secret$/), { keep_hours: 0 }],
  ]);
});

test("a secret that is there is not shown, and replacing it keeps the former one for a day unless somebody knows it", async () => {
  const asked = fakeApi(() => ({ secret: "whsec_BBBB", former_until: "2026-11-23T03:00:00Z" }));
  await show(api(["secret"]));
  expect(screen.queryByRole("textbox", { name: "Rahasia" })).toBeNull();
  expect(screen.getByText("Rahasianya sudah dibuat dan tidak ditampilkan lagi.")).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Ganti rahasia…" }));
  await userEvent.click(await screen.findByRole("button", { name: "Ganti" }));
  await waitFor(() => expect(value("Rahasia")).toBe("whsec_BBBB"));
  expect(screen.getByText(/masih berlaku sampai/)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "Ganti rahasia…" }));
  await userEvent.click(await screen.findByRole("checkbox", { name: /^Akhiri rahasia lama/ }));
  await userEvent.click(await screen.findByRole("button", { name: "Ganti" }));
  await waitFor(() => expect(asked).toHaveLength(2));
  expect(asked.map(({ body }) => body)).toEqual([{ keep_hours: 24 }, { keep_hours: 0 }]);
});

test("the example is one message that is signed with the secret", () => {
  const script = sampleRequest("https://sapa.example/hooks/wk_x", "whsec_AAAA");
  expect(script).toContain("URL=https://sapa.example/hooks/wk_x\nSECRET=whsec_AAAA\n");
  expect(script).toContain("webhook-signature: v1,$SIG");
  expect(script).toContain('"$ID.$AT.$BODY"');
  expect(script).toContain("tr -d ' \\n'");
});
