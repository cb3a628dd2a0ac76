import { type BrowserContext, test as base, expect, type Locator, type Page } from "@playwright/test";
import { FakeServer } from "./fake-server.ts";
import { HostPage } from "./host-page.ts";
import type { Visitor } from "./visitor.ts";

/** The widget on a page, by what a person finds in it. */
class Widget {
  readonly page: Page;
  readonly root: Locator;
  readonly launcher: Locator;
  readonly panel: Locator;
  readonly field: Locator;
  readonly lines: Locator;

  constructor(page: Page) {
    this.page = page;
    this.root = page.locator("sapa-chat");
    this.launcher = this.root.locator(".launcher");
    this.panel = this.root.locator("dialog.panel");
    this.field = this.panel.getByRole("textbox", { name: /Tulis pesan|Write a message/ });
    this.lines = this.panel.locator("li.line");
  }

  button(name: string | RegExp): Locator {
    return this.panel.getByRole("button", { name, exact: true });
  }

  async open(): Promise<void> {
    await this.launcher.click();
    await this.panel.waitFor();
  }

  async send(text: string): Promise<void> {
    await this.field.fill(text);
    await this.button("Kirim").click();
  }

  line(text: string): Locator {
    return this.lines.filter({ hasText: text });
  }

  /** Waits until the message stands there, confirmed by the server. */
  async sees(text: string): Promise<void> {
    await expect(this.line(text)).toContainText(/Terkirim|Dibaca/);
  }

  /** Chooses files by the button. */
  async choose(...files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
    await this.button("Lampirkan").click();
    await this.panel.locator("input[type=file]").setInputFiles(files);
  }

  /** What the visitor reads, top to bottom. */
  texts(): Promise<string[]> {
    return this.lines.locator(".bubble").allInnerTexts();
  }
}

const token = "A".repeat(43);

interface Fixtures {
  server: FakeServer;
  host: HostPage;
  widget: Widget;
  /** A visitor who has been here before, in this browser. */
  regular: Visitor;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a test wants from this pattern.
  server: async ({}, use) => {
    const server = await new FakeServer().start();
    await use(server);
    await server.stop();
  },
  host: async ({ server }, use) => {
    const host = await new HostPage(() => `${server.origin}/widget/wk_test.js`).start();
    await use(host);
    await host.stop();
  },
  widget: async ({ page }, use) => {
    const faults: Error[] = [];
    page.on("pageerror", (error) => faults.push(error));
    await use(new Widget(page));
    expect(faults).toEqual([]);
  },
  regular: async ({ context, server }, use) => {
    await rememberIn(context);
    await use(server.remember(token));
  },
});

/** Lets the pages of a context belong to the regular. */
export async function rememberIn(context: BrowserContext): Promise<void> {
  await context.addInitScript((secret) => {
    localStorage.setItem("sapa:wk_test", JSON.stringify({ secret, known: true }));
  }, token);
}

export { expect };
