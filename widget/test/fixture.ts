import { test as base, type Locator, type Page } from "@playwright/test";
import { FakeServer } from "./fake-server.ts";
import { HostPage } from "./host-page.ts";

/** The widget on a page, by what a person finds in it. */
export class Widget {
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

  async open(): Promise<void> {
    await this.launcher.click();
    await this.panel.waitFor();
  }

  async send(text: string): Promise<void> {
    await this.field.fill(text);
    await this.panel.getByRole("button", { name: /^(Kirim|Send)$/ }).click();
  }

  line(text: string): Locator {
    return this.lines.filter({ hasText: text });
  }
}

interface Fixtures {
  server: FakeServer;
  host: HostPage;
  widget: Widget;
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
  widget: async ({ page }, use) => use(new Widget(page)),
});

export { expect } from "@playwright/test";
