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
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { toasts } from "../../lib/toast";
import { fakeApi, Refusal } from "../../test/fake-api";
import { makeBootstrap, makeHealth, makeWhatsApp, makeWhatsAppKind } from "../../test/makers";
import { start, useBootstrap } from "../account/api";
import type { Channel, ChannelInput, Finding } from "./api";
import { ChannelEditor } from "./channel-editor";
import { ConnectGuide } from "./connect-guide";
import { HealthSection } from "./health-section";
import { IllBanner } from "./ill-banner";
import { startOf } from "./rules";

let made = 0;
/** A channel of its own for each test: what was tested before is remembered by its id. */
const whatsapp = (part: Partial<Channel> = {}) => makeWhatsApp({ id: `channel-${++made}`, ...part });

function Now({ id, draw }: { id: string; draw: (channel: Channel) => ReactNode }) {
  const channel = useBootstrap().channels.find((one) => one.id === id);
  return channel ? draw(channel) : null;
}

/** Draws something about a channel in a house where it is known. */
async function show(channel: Channel, draw: (channel: Channel) => ReactNode, can: Record<string, boolean> = {}) {
  const house = makeBootstrap();
  const kinds = [...house.channel_kinds, makeWhatsAppKind()];
  const bootstrap = { ...house, me: { ...house.me, can }, channels: [channel], channel_kinds: kinds };
  start.set({ state: "ready", bootstrap });
  const root = createRootRoute({ component: () => <Now id={channel.id} draw={draw} /> });
  const any = createRoute({ getParentRoute: () => root, path: "$" });
  const router = createRouter({ routeTree: root.addChildren([any]), history: createMemoryHistory() });
  render(<RouterProvider router={router as never} />);
  await act(() => router.load());
}

const good = (what: string): Finding => ({ what, ok: true });
const refused = (what: string): Finding => ({ what, ok: false, code: "token_invalid", detail: "Invalid OAuth token" });

beforeEach(() => vi.stubGlobal("scrollTo", vi.fn()));
afterEach(() => {
  cleanup();
  start.set(undefined);
  toasts.set([]);
  vi.unstubAllGlobals();
});

describe("the test of an account", () => {
  test("says of each thing whether it is right, and what failed for the token's sake once", async () => {
    const channel = whatsapp();
    fakeApi(() => ({ findings: [refused("token"), refused("number"), good("templates")], channel }));
    await show(channel, (now) => <ConnectGuide channel={now} />);
    await userEvent.click(screen.getByRole("button", { name: "Uji" }));
    await screen.findByText("Ada yang perlu diperbaiki.");
    const [token, number, templates] = within(screen.getByRole("list", { name: "Hasil uji" })).getAllByRole("listitem");
    expect(token?.textContent).toContain("WhatsApp menolak token aksesnya.");
    expect(token?.textContent).toContain("Invalid OAuth token");
    expect(number?.textContent).toBe("NomorBelum dapat diperiksa");
    expect(templates?.textContent).toBe("TemplatBaik");
    expect(screen.getByRole("link", { name: "Ubah isian" })).toBeTruthy();
  });

  test("without an answer it says why, and can be tried again", async () => {
    const channel = whatsapp();
    fakeApi(() => {
      throw new TypeError("Failed to fetch");
    });
    await show(channel, (now) => <ConnectGuide channel={now} />);
    await userEvent.click(screen.getByRole("button", { name: "Uji" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Tidak ada koneksi");
    expect(screen.getByRole("button", { name: "Uji" })).toBeTruthy();
  });

  test("turns deliveries on where nobody has, and tests again", async () => {
    const channel = whatsapp();
    let on = false;
    const asked = fakeApi(({ path }) => {
      if (path.endsWith("/subscribe")) {
        on = true;
        return undefined;
      }
      const subscription = on ? good("subscription") : { what: "subscription", ok: false, code: "not_subscribed" };
      return { findings: [good("token"), subscription], channel };
    });
    await show(channel, (now) => <ConnectGuide channel={now} />);
    await userEvent.click(screen.getByRole("button", { name: "Uji" }));
    await userEvent.click(await screen.findByRole("button", { name: "Aktifkan kiriman" }));
    await screen.findByText("Semuanya sudah benar.");
    expect(asked.map(({ path }) => path.split("/").at(-1))).toEqual(["check", "subscribe", "check"]);
    expect(screen.queryByRole("button", { name: "Aktifkan kiriman" })).toBeNull();
  });

  test("a provider's refusal to turn them on is said in its own words", async () => {
    const channel = whatsapp();
    fakeApi(({ path }) =>
      path.endsWith("/subscribe")
        ? new Refusal(409, "permission_missing")
        : { findings: [{ what: "subscription", ok: false, code: "not_subscribed" }], channel },
    );
    await show(channel, (now) => <ConnectGuide channel={now} />);
    await userEvent.click(screen.getByRole("button", { name: "Uji" }));
    await userEvent.click(await screen.findByRole("button", { name: "Aktifkan kiriman" }));
    await waitFor(() => expect(toasts.get()[0]?.text).toBe("Token aksesnya tidak punya izin yang diperlukan."));
  });
});

describe("the webhook", () => {
  test("is there to copy, with a word on an address that the provider cannot reach", async () => {
    await show(whatsapp(), (now) => <ConnectGuide channel={now} />);
    const address = screen.getByRole("textbox", { name: "Alamat webhook" }) as HTMLInputElement;
    expect(address.value).toBe(`${location.origin}/hooks/wk_def`);
    expect((screen.getByRole("textbox", { name: "Token verifikasi" }) as HTMLInputElement).value).toBe("vt_123");
    expect(screen.getByText(/Meta harus dapat membukanya dari internet/)).toBeTruthy();
  });

  test("waits for the first message until there was one", async () => {
    const channel = whatsapp();
    await show(channel, (now) => <ConnectGuide channel={now} />);
    expect(screen.getByText("Menunggu pesan pertama…")).toBeTruthy();
    const health = makeHealth({ state: "well", last_delivery: "2026-11-22T03:00:00Z" });
    act(() =>
      start.set((now) =>
        now?.state === "ready" ? { ...now, bootstrap: { ...now.bootstrap, channels: [{ ...channel, health }] } } : now,
      ),
    );
    expect(screen.queryByText("Menunggu pesan pertama…")).toBeNull();
    expect(screen.getByText("Pesan pertama sudah tiba. WhatsApp tersambung.")).toBeTruthy();
  });
});

describe("how an account does", () => {
  test("an ill one says why, what waits, and leads to a new token", async () => {
    const health = makeHealth({ state: "ill", code: "token_expired", since: "2026-11-22T03:00:00Z" });
    await show(whatsapp({ health }), (now) => <HealthSection channel={now} />);
    expect(screen.getByText("Token aksesnya sudah kedaluwarsa.")).toBeTruthy();
    expect(screen.getByText("Balasan menunggu dan terkirim setelah diperbaiki.")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Isi token baru" })).toBeTruthy();
  });

  test("what the provider tells of the number is there, what it does not tell is left out", async () => {
    const facts = { number: "+62 21-5000-1234", quality: "RED", limit: "TIER_10K" };
    await show(whatsapp({ health: makeHealth({ state: "well", facts }) }), (now) => <HealthSection channel={now} />);
    expect(screen.getByText("Rendah")).toBeTruthy();
    expect(screen.getByText("10.000 pelanggan per hari")).toBeTruthy();
    expect(screen.queryByText("Nama")).toBeNull();
  });
});

describe("the line across the inbox", () => {
  const ill = () => whatsapp({ health: makeHealth({ state: "ill", code: "billing_problem" }) });

  test("tells everybody, and leads those who may repair it there", async () => {
    await show(ill(), () => <IllBanner />, { manage_channels: true });
    expect(document.body.textContent).toContain(
      "WhatsApp Toko Melati tidak dapat mengirim: Ada masalah pembayaran di akun WhatsApp Business.",
    );
    expect(screen.getByRole("link", { name: "Perbaiki WhatsApp Toko Melati" })).toBeTruthy();
  });

  test("has no way for those who may not", async () => {
    await show(ill(), () => <IllBanner />);
    expect(document.body.textContent).toContain("tidak dapat mengirim");
    expect(document.body.textContent).toContain("Minta admin memperbaikinya.");
    expect(screen.queryByRole("link")).toBeNull();
  });

  test("says of what kind a channel is that shares its name", async () => {
    const channel = ill();
    await show(channel, () => <IllBanner />);
    expect(document.body.textContent).not.toContain("(WhatsApp)");
    const { bootstrap } = start.get() as { bootstrap: ReturnType<typeof makeBootstrap> };
    const other = makeWhatsApp({ id: "other", name: channel.name });
    act(() => start.set({ state: "ready", bootstrap: { ...bootstrap, channels: [channel, other] } }));
    await waitFor(() => expect(document.body.textContent).toContain(`${channel.name} (WhatsApp) tidak dapat mengirim`));
    act(() =>
      start.set({
        state: "ready",
        bootstrap: { ...bootstrap, channels: [channel, { ...other, state: "disconnected" }] },
      }),
    );
    await waitFor(() => expect(document.body.textContent).not.toContain("(WhatsApp)"));
  });
});

describe("the form of an account", () => {
  const kind = makeWhatsAppKind();

  test("secrets are hidden, begin empty, and stay what they are unless something is typed", async () => {
    const saved = vi.fn(async (_input: ChannelInput) => undefined);
    const channel = whatsapp();
    const editor = (
      <ChannelEditor kind={kind} start={startOf(kind, "", channel)} filled={channel.setup.secrets} onSave={saved} />
    );
    await show(channel, () => editor);
    const token = screen.getByLabelText("Token akses") as HTMLInputElement;
    expect([token.type, token.value, token.autocomplete]).toEqual(["password", "", "new-password"]);
    expect(screen.getAllByText("Sudah diisi. Kosongkan untuk mempertahankan.")).toHaveLength(2);
    await userEvent.type(token, "EAAG");
    await userEvent.click(screen.getByRole("button", { name: "Simpan" }));
    await waitFor(() => expect(saved).toHaveBeenCalled());
    expect(saved.mock.calls[0]?.[0].config).toEqual({ ...channel.setup.config, access_token: "EAAG" });
    await waitFor(() => expect(token.value).toBe(""));
    expect(screen.queryByRole("button", { name: "Simpan" })).toBeNull();
  });

  test("what cannot be an id is said before the server is asked", async () => {
    const saved = vi.fn(async (_input: ChannelInput) => undefined);
    const editor = <ChannelEditor connecting kind={kind} start={startOf(kind, "WhatsApp")} onSave={saved} />;
    await show(whatsapp(), () => editor);
    await userEvent.type(screen.getByLabelText("ID nomor telepon"), "+62 812");
    await userEvent.click(screen.getByRole("button", { name: "Hubungkan" }));
    await screen.findByText("Hanya angka, 5 sampai 20 digit, tanpa spasi atau tanda +.");
    expect(screen.getAllByText("Bagian ini wajib diisi.")).toHaveLength(3);
    expect(screen.queryByLabelText(/Rahasia aplikasi yang lama/)).toBeNull();
    expect(saved).not.toHaveBeenCalled();
  });
});
