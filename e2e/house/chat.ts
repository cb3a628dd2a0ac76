import type { FrameLocator, Locator, Page } from "@playwright/test";

/** The web chat on a page or in a frame, by what a customer finds in it. */
export class Chat {
  readonly root: Locator;
  readonly launcher: Locator;
  readonly panel: Locator;
  readonly field: Locator;
  readonly lines: Locator;

  constructor(page: Page | FrameLocator) {
    this.root = page.locator("sapa-chat");
    this.launcher = this.root.locator(".launcher");
    this.panel = this.root.getByRole("dialog");
    this.field = this.panel.getByRole("textbox", { name: /Tulis pesan|Write a message/ });
    this.lines = this.panel.locator("li.line");
  }

  button(name: string | RegExp): Locator {
    return this.panel.getByRole("button", { name, exact: true });
  }

  /** The messages that hold a text. */
  line(text: string): Locator {
    return this.lines.filter({ hasText: text });
  }

  /** Opens it, unless it has opened itself, as it does on a page that was left with it open. */
  async open(): Promise<void> {
    if ((await this.launcher.getAttribute("aria-expanded")) !== "true") await this.launcher.click();
    await this.panel.waitFor();
  }

  async send(text: string): Promise<void> {
    await this.field.fill(text);
    await this.button("Kirim").click();
  }

  /** What can be read, top to bottom. */
  texts(): Promise<string[]> {
    return this.lines.locator(".bubble").allInnerTexts();
  }
}
