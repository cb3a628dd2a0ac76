import { createMemoryHistory } from "@tanstack/react-router";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readStart, type Start, start } from "../features/account/api";
import { ApiError } from "../lib/api-error";
import { forgetFragment, keptFragment } from "../lib/fragment";
import { readAnswer } from "../lib/http";
import { online } from "../lib/network";
import { lineState } from "../realtime/hub";
import { makeBootstrap } from "../test/makers";
import { App } from "./app";
import { holdBack, troubleOf } from "./connection-banner";
import { places } from "./navigation";
import { createAppRouter } from "./router";

const bootstrap = makeBootstrap();

beforeEach(() => {
  vi.stubGlobal("scrollTo", vi.fn());
  vi.stubGlobal(
    "fetch",
    vi.fn(() => Promise.reject(new TypeError("Failed to fetch"))),
  );
});
afterEach(() => {
  start.set(undefined);
  lineState.set(undefined);
  online.set(true);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open(path: string, begun: Start = { state: "ready", bootstrap }) {
  start.set(begun);
  const router = createAppRouter();
  router.update({ history: createMemoryHistory({ initialEntries: [path] }) });
  render(<App router={router} />);
  await act(() => router.load());
  return router;
}

describe("the start", () => {
  const answer = (status: number, body: unknown) =>
    Promise.resolve(new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } }));

  test.each([
    [200, bootstrap, "ready"],
    [401, { code: "unauthenticated" }, "signed_out"],
    [409, { code: "setup_required" }, "setup_required"],
    [409, { code: "conflict" }, "failed"],
    [503, { code: "unavailable" }, "failed"],
  ])("an answer of %d means %s", async (status, body, state) => {
    window.sapaStart = answer(status, body);
    expect((await readStart()).state).toBe(state);
    expect(start.get()?.state).toBe(state);
  });

  test("no answer is offline", async () => {
    window.sapaStart = Promise.reject(new TypeError("Failed to fetch"));
    expect(await readStart()).toEqual({ state: "failed", error: new ApiError(0, "offline") });
  });

  test("the page's own request is used once, then a new one is made", async () => {
    const fetched = vi.fn(() => answer(401, {}));
    vi.stubGlobal("fetch", fetched);
    window.sapaStart = answer(200, bootstrap);
    await readStart();
    expect(fetched).not.toHaveBeenCalled();
    expect((await readStart()).state).toBe("signed_out");
  });
});

describe("without a member there is no shell, but the way in", () => {
  test.each<[Start, string, string]>([
    [{ state: "signed_out" }, "Masuk ke Sapa", "/sign-in?next=%2Fsettings%2Faccount%2Fpreferences"],
    [{ state: "setup_required" }, "Siapkan Sapa", "/set-up"],
    [
      { state: "failed", error: new ApiError(0, "offline") },
      "Sapa tidak dapat dibuka",
      "/settings/account/preferences",
    ],
  ])("%j", async (begun, title, address) => {
    const router = await open("/settings/account/preferences", begun);
    expect(await screen.findByRole("heading", { level: 1, name: title })).toBeDefined();
    expect(router.state.location.href).toBe(address);
    expect(screen.queryByRole("navigation")).toBeNull();
  });

  test.each([
    ["https://evil.example", undefined],
    ["//evil.example", undefined],
    ["/%5Cevil.example", undefined],
    ["/inbox/abc", "/inbox/abc"],
  ])("after the sign-in, %s leads to %s", async (next, goal) => {
    const router = await open(`/sign-in?next=${next}`, { state: "signed_out" });
    await screen.findByRole("heading", { level: 1 });
    expect(router.state.matches.at(-1)?.search).toEqual({ next: goal });
  });

  test.each([
    ["/set-up#abc234", "/set-up", "set_up"],
    ["/invitation#xyz234", "/invitation", "invitation"],
  ] as const)("the secret of %s leaves the address and is kept", async (path, address, name) => {
    vi.stubGlobal(
      "fetch",
      vi.fn(() => new Promise(() => undefined)),
    );
    const router = await open(path, { state: path.startsWith("/set-up") ? "setup_required" : "signed_out" });
    expect(router.state.location.href).toBe(address);
    expect(keptFragment(name)).toBe(path.split("#")[1]);
    forgetFragment(name);
  });
});

test("the start page leads to the first screen there is", async () => {
  const router = await open("/");
  const first = places[0]?.to ?? "";
  await waitFor(() => expect(router.state.location.pathname.startsWith(first)).toBe(true));
  expect(first).not.toBe("");
});

test("the preferences' former address leads to where they are now", async () => {
  await open("/preferences");
  expect(await screen.findByRole("heading", { level: 1, name: "Preferensi" })).toBeDefined();
  await waitFor(() => expect(document.title).toBe("Preferensi · Sapa"));
});

test("an address that leads nowhere says so and offers a way", async () => {
  await open("/nothing/here");
  expect(await screen.findByText("Halaman ini tidak ada")).toBeDefined();
  expect(screen.getByRole("link", { name: "Ke halaman utama" }).getAttribute("href")).toBe("/");
});

test("the account menu changes the language of everything", async () => {
  await open("/settings/account/preferences");
  await userEvent.click(await screen.findByRole("button", { name: /Akun dan tampilan: Rina/ }));
  await userEvent.click(await screen.findByRole("menuitemradio", { name: "English" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Preferences" })).toBeDefined();
  expect(document.documentElement.lang).toBe("en");
});

test("Ctrl K opens the palette, a question mark the keys", async () => {
  await open("/settings/account/preferences");
  await screen.findByRole("heading", { level: 1 });
  await userEvent.keyboard("{Control>}k{/Control}");
  expect(await screen.findByRole("dialog", { name: "Cari perintah" })).toBeDefined();
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await userEvent.keyboard("?");
  expect(await screen.findByRole("dialog", { name: "Pintasan papan ketik" })).toBeDefined();
});

test("preferences take effect and are remembered", async () => {
  await open("/settings/account/preferences");
  await userEvent.click(await screen.findByRole("radio", { name: "Gelap" }));
  await userEvent.click(screen.getByRole("switch", { name: /Bunyikan/ }));
  await userEvent.click(screen.getByRole("switch", { name: /Pintasan satu huruf/ }));
  expect(document.documentElement.dataset.theme).toBe("dark");
  const kept = ["theme", "sound", "single-keys"].map((key) => localStorage.getItem(`sapa.${key}`));
  expect(kept).toEqual(['"dark"', "false", "false"]);
});

describe("the connection", () => {
  test.each([
    [true, "live", undefined],
    [true, "connecting", undefined],
    [true, "polling", undefined],
    [true, "reconnecting", "reconnecting"],
    [true, "lost", "lost"],
    [true, "refused", undefined],
    [false, "live", "offline"],
    [true, undefined, undefined],
  ] as const)("online %s, line %s: %s", (isOnline, line, trouble) => {
    expect(troubleOf(isOnline, line)).toBe(trouble);
  });

  test("a short trouble is kept quiet, a lasting one is said, its end is seen at once", async () => {
    await open("/settings/account/preferences");
    await screen.findByRole("heading", { level: 1 });
    vi.useFakeTimers();
    const pass = (milliseconds: number) => act(() => void vi.advanceTimersByTime(milliseconds));
    act(() => lineState.set("reconnecting"));
    pass(holdBack - 1);
    act(() => lineState.set("live"));
    pass(5000);
    expect(screen.queryByText("Menyambung kembali…")).toBeNull();

    act(() => lineState.set("reconnecting"));
    pass(holdBack);
    expect(screen.getByText("Menyambung kembali…")).toBeDefined();
    act(() => lineState.set("lost"));
    expect(screen.getByRole("button", { name: "Coba lagi" })).toBeDefined();
    act(() => online.set(false));
    expect(screen.getByText(/Anda sedang luring/)).toBeDefined();
    act(() => online.set(true));
    act(() => lineState.set("live"));
    expect(screen.queryByText(/luring|terputus/)).toBeNull();
  });
});

test.each([
  ["an answer of 401", () => readAnswer(new Response("", { status: 401 })).catch(() => undefined)],
  ["the socket", async () => lineState.set("refused")],
])("a session whose end %s tells is said over the page, which stays", async (_name, end) => {
  await open("/settings/account/preferences");
  await screen.findByRole("heading", { level: 1 });
  await act(end);
  expect(await screen.findByRole("dialog", { name: "Sesi Anda sudah berakhir" })).toBeDefined();
  expect(screen.getByRole("heading", { level: 1, hidden: true, name: "Preferensi" })).toBeDefined();
  await userEvent.keyboard("{Escape}");
  await userEvent.click(await screen.findByRole("button", { name: "Masuk lagi" }));
  expect(await screen.findByLabelText("Kata sandi")).toBeDefined();
});
