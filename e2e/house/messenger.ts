import type { Page } from "@playwright/test";
import type { House } from "./house";
import { Inbox } from "./inbox";
import { Provider } from "./provider";
import { test as base, expect } from "./test";

interface Fixtures {
  /** Which of Meta's direct messages are simulated. */
  product: "messenger" | "instagram";
  messenger: Provider;
}

/** A house beside a simulated Messenger or Instagram, whose operator has set up an app for logging in. */
export const test = base.extend<Fixtures>({
  product: ["messenger", { option: true }],
  messenger: async ({ product }, use) => {
    const messenger = await new Provider(product).start();
    await use(messenger);
    await messenger.stop();
  },
  elsewhere: async ({ messenger }, use) => use(messenger.url),
  flags: async ({ messenger }, use) => {
    const { url } = messenger;
    const app = ["--meta-app-id", "1517776481860111", "--meta-app-secret", "3f1c0de5app5ecret"];
    await use(["--graph-url", url, "--facebook-url", url, ...app]);
  },
});

/** Chooses a kind on the page for connecting a channel, and logs in at Facebook, permitting everything. */
export async function logInAtFacebook(page: Page, house: House, kind: RegExp): Promise<void> {
  await page.goto(`${house.url}/settings/channels/new`);
  await page.getByRole("radio", { name: kind }).check();
  await page.getByRole("button", { name: "Masuk dengan Facebook" }).click();
  await expect(page.getByRole("heading", { name: "Lanjutkan sebagai Ratna" })).toBeVisible();
  await page.getByRole("button", { name: "Lanjutkan" }).click();
  await expect(page.getByText("Anda sudah masuk di Facebook.")).toBeVisible();
}

/** A line of the results of a test. */
export const line = (page: Page, name: string) =>
  page.getByRole("list", { name: "Hasil uji" }).getByRole("listitem").filter({ hasText: name });

/** Turns deliveries on, and enters at the simulator what Sapa shows. */
export async function enterWebhook(page: Page, messenger: Provider): Promise<void> {
  await line(page, "Kiriman pesan masuk").getByRole("button", { name: "Aktifkan kiriman" }).click();
  await expect(line(page, "Kiriman pesan masuk")).toContainText("Baik");
  const address = await page.getByRole("textbox", { name: "Alamat webhook" }).inputValue();
  await messenger.callback(address, await page.getByRole("textbox", { name: "Token verifikasi" }).inputValue());
}

/** The first message arrives, is opened from the page of the channel, and its answer is read by the customer. */
export async function talk(page: Page, messenger: Provider, kind: string): Promise<Inbox> {
  await expect(page.getByText("Menunggu pesan pertama…")).toBeVisible();
  await messenger.say("Halo kak, kain batiknya masih ada?");
  await expect(page.getByText(`Pesan pertama sudah tiba. ${kind} tersambung.`)).toBeVisible();
  await page.getByRole("link", { name: "Buka percakapannya" }).click();
  const inbox = new Inbox(page);
  await expect(inbox.message("Halo kak, kain batiknya masih ada?")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Rina Kartika" }).first()).toBeVisible();
  await inbox.answer("Masih ada, kak.");
  await expect.poll(() => messenger.texts()).toContain("Masih ada, kak.");
  await messenger.act({ do: "seen", customer: "0" });
  await expect(inbox.message("Masih ada, kak.")).toContainText("Dibaca");
  return inbox;
}

export { expect };
