import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { queries } from "../../realtime/queries";
import { type Asked, fakeApi, Refusal } from "../../test/fake-api";
import { makeAttachment, makeConversation, makeHouse } from "../../test/inbox-makers";
import { makeMailMessage } from "../../test/mail-makers";
import { until } from "../../test/until";
import { start } from "../account/api";
import { ThreadContext, type ThreadFacts } from "./context";
import { MailContent } from "./mail-content";
import { MailOriginal } from "./mail-original";
import type { Message } from "./rules";

const parts = {
  html: "<p>Halo</p>",
  quoted_html: "<p>lama</p>",
  text: "Halo",
  quoted_text: "Yang lama",
  headers: [
    { name: "Message-ID", value: "<a@pelanggan.example>" },
    { name: "Received", value: "from mx" },
    { name: "Received", value: "from relay" },
  ],
};
/** The page in the frame: what it is told. */
const inside = { postMessage: vi.fn<(word: { kind: string; key?: string; html?: string }) => void>() };
const words = () => inside.postMessage.mock.calls.map(([word]) => word);
let asked: Asked[] = [];
let answer: unknown = parts;

beforeEach(() => {
  inside.postMessage.mockClear();
  vi.spyOn(HTMLIFrameElement.prototype, "src", "set").mockImplementation(() => undefined);
  vi.spyOn(HTMLIFrameElement.prototype, "contentWindow", "get").mockReturnValue(inside as unknown as Window);
  answer = parts;
  asked = fakeApi(() => answer);
  start.set({ state: "ready", bootstrap: makeHouse() });
  queries.clear();
  localStorage.clear();
});
afterEach(() => {
  start.set(undefined);
  vi.unstubAllGlobals();
});

const facts = { row: makeConversation(), me: "m1", showPicture: () => undefined } as unknown as ThreadFacts;
const thread = (message: Message) => (
  <ThreadContext value={facts}>
    <MailContent message={message} meta={<i>10.00</i>} />
  </ThreadContext>
);

function show(message: Message) {
  render(thread(message));
  return userEvent.setup();
}

const frame = () => screen.queryByTitle("Isi email") as HTMLIFrameElement | null;

/** The page in the frame tells something. */
function tell(word: unknown, source: unknown = inside): void {
  act(() => void window.dispatchEvent(new MessageEvent("message", { data: word, source: source as Window })));
}

test("a plain mail is read without asking for more; who wrote to whom unfolds", async () => {
  const cc = [{ name: "", address: "gudang@toko.example" }];
  const user = show(makeMailMessage({ cc }, { text: "Apakah sudah dikirim?\nTerima kasih" }));
  expect(screen.getByRole("heading", { name: "Pesanan 12" })).toBeTruthy();
  expect(screen.getByText(/Apakah sudah dikirim\?/)).toBeTruthy();
  expect(asked).toEqual([]);
  const details = screen.getByRole("button", { name: /Sari Wulandari kepada Toko Melati dan 1 lainnya/ });
  expect(screen.queryByText("sari@pelanggan.example", { exact: false })).toBeNull();
  await user.click(details);
  expect(screen.getByText("Sari Wulandari <sari@pelanggan.example>")).toBeTruthy();
  expect(screen.getByText("gudang@toko.example")).toBeTruthy();
  expect(details.getAttribute("aria-expanded")).toBe("true");
});

test("a mail without a subject or a text says so", () => {
  show(makeMailMessage({ subject: "" }, { text: "" }));
  expect(screen.getByText("(tanpa subjek)")).toBeTruthy();
  expect(screen.getByText("Email ini tidak berisi teks.")).toBeTruthy();
});

test("what a mail quotes is fetched once it is wanted", async () => {
  const user = show(makeMailMessage({ quoted: true }));
  expect(asked).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Tampilkan kutipan" }));
  expect(await screen.findByText("Yang lama")).toBeTruthy();
  expect(asked.map(({ path }) => path)).toEqual(["/conversations/c1/messages/x1/mail"]);
  await user.click(screen.getByRole("button", { name: "Sembunyikan kutipan" }));
  expect(screen.queryByText("Yang lama")).toBeNull();
});

test("HTML stands in a frame that can do nothing; its text stands there until it is drawn", async () => {
  show(makeMailMessage({ html: true }));
  await until(() => expect(frame()).not.toBeNull());
  const sandbox = frame()?.getAttribute("sandbox") ?? "";
  expect(sandbox).toBe("allow-scripts allow-popups allow-popups-to-escape-sandbox");
  expect(frame()?.getAttribute("src")).toBe("/mail/frame");
  expect(screen.getByText("Apakah sudah dikirim?")).toBeTruthy();
  tell({ kind: "height", height: 999 }, window);
  expect(frame()?.style.height).toBe("1px");
  tell({ kind: "height", height: 321 });
  expect(frame()?.style.height).toBe("321px");
  expect(screen.queryByText("Apakah sudah dikirim?")).toBeNull();
});

test("a picture that is called something else once it is here is found in the HTML again", async () => {
  const called = (key: string, state: string) =>
    makeMailMessage({ html: true }, { attachments: [makeAttachment({ key, state, inline: true } as never)] });
  answer = { ...parts, html: '<img src="cid:waiting">' };
  const { rerender } = render(thread(called("waiting", "waiting")));
  await until(() => expect(frame()).not.toBeNull());
  answer = { ...parts, html: '<img src="cid:here">' };
  rerender(thread(called("here", "")));
  await until(() => expect(words().some(({ html }) => html === '<img src="cid:here">')).toBe(true));
});

test("the frame is given the HTML once it is ready, and the quoted part with it once that is wanted", async () => {
  const user = show(makeMailMessage({ html: true, quoted: true }));
  await until(() => expect(frame()).not.toBeNull());
  tell({ kind: "ready" });
  expect(words().at(-1)).toMatchObject({ kind: "mail", html: "<p>Halo</p>" });
  await user.click(screen.getByRole("button", { name: "Tampilkan kutipan" }));
  expect(words().at(-1)?.html).toBe("<p>Halo</p><div><p>lama</p></div>");
});

test("pictures of other servers wait to be asked for, once or for all mails of a sender", async () => {
  const user = show(makeMailMessage({ html: true, pictures: true }));
  await until(() => expect(frame()?.getAttribute("src")).toBe("/mail/frame"));
  await user.click(screen.getByRole("button", { name: "Selalu dari pengirim ini" }));
  await until(() => expect(frame()?.getAttribute("src")).toBe("/mail/frame?pictures"));
  expect(screen.queryByRole("button", { name: "Tampilkan gambar" })).toBeNull();
  expect(localStorage.getItem("sapa.mail_pictures.m1")).toBe('["sari@pelanggan.example"]');
});

test("a sender in doubt is warned of and never trusted for good", async () => {
  localStorage.setItem("sapa.mail_pictures.m1", '["sari@pelanggan.example"]');
  const proof = { spf: "fail", dkim: "none", dmarc: "fail" } as const;
  const user = show(makeMailMessage({ html: true, pictures: true, proof }, { id: "doubted" }));
  expect(screen.getByText(/Pengirimnya tidak terbukti/)).toBeTruthy();
  await until(() => expect(frame()?.getAttribute("src")).toBe("/mail/frame"));
  expect(screen.queryByRole("button", { name: "Selalu dari pengirim ini" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Tampilkan gambar" }));
  await until(() => expect(frame()?.getAttribute("src")).toBe("/mail/frame?pictures"));
});

test("pictures that came with the mail are brought to their places in it, and not shown below it once more", async () => {
  const inline = { ...makeAttachment({ key: "k1", name: "logo.png" }), inline: true };
  show(makeMailMessage({ html: true }, { attachments: [inline, makeAttachment({ key: "k2", name: "nota.png" })] }));
  await until(() => expect(frame()).not.toBeNull());
  tell({ kind: "drawn", keys: ["k1", "unknown"] });
  const brought = () => words().filter(({ kind }) => kind === "picture");
  await until(() => expect(brought().map(({ key }) => key)).toEqual(["k1"]));
  expect(screen.getByRole("button", { name: /nota\.png/ })).toBeTruthy();
  expect(screen.queryByRole("button", { name: /logo\.png/ })).toBeNull();
});

test("what no person wrote is marked", () => {
  show(makeMailMessage({ auto: "auto", forwarded: true, cut: true }));
  expect(screen.getByText("Balasan otomatis")).toBeTruthy();
  expect(screen.getByText("Diteruskan")).toBeTruthy();
  expect(screen.getByText("Terlalu besar, tidak diambil seluruhnya")).toBeTruthy();
});

test("HTML that cannot be fetched leaves the text, says why, and can be tried again", async () => {
  answer = new Refusal(503, "unavailable");
  const user = show(makeMailMessage({ html: true }));
  await screen.findByRole("alert");
  expect(screen.getByText("Apakah sudah dikirim?")).toBeTruthy();
  answer = parts;
  await user.click(screen.getByRole("button", { name: "Coba lagi" }));
  await until(() => expect(frame()).not.toBeNull());
});

test("a very long text is folded until all of it is wanted", async () => {
  const user = show(makeMailMessage({}, { text: "baris\n".repeat(100) }));
  await user.click(screen.getByRole("button", { name: "Tampilkan seluruhnya" }));
  expect(screen.getByRole("button", { name: "Ringkas lagi" })).toBeTruthy();
});

test.each([
  [{ claim: true }, false],
  [{ claim: true, see_all: true }, true],
])("the original has its headers; with %j it can be fetched whole: %s", async (can, offered) => {
  start.set({ state: "ready", bootstrap: makeHouse(can) });
  render(<MailOriginal message={makeMailMessage()} onClose={() => undefined} />);
  const dialog = await screen.findByRole("dialog", { name: "Lihat email asli" });
  expect(await within(dialog).findByText("<a@pelanggan.example>")).toBeTruthy();
  expect(within(dialog).getAllByText("Received")).toHaveLength(2);
  const link = within(dialog).queryByRole("link", { name: "Unduh email asli" });
  expect(link?.getAttribute("href")).toBe(offered ? "/api/v1/conversations/c1/messages/x1/mail/original" : undefined);
});
