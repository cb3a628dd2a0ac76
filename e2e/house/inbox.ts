import { expect, type Locator, type Page } from "@playwright/test";

/** The inbox in somebody's browser, in Indonesian. */
export class Inbox {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** All rows of the list that is shown and drawn. */
  get rows(): Locator {
    return this.page.getByRole("list", { name: "Percakapan", exact: true }).getByRole("link");
  }

  /** The rows in which a text stands: a name, or what was said last. */
  row(text: string): Locator {
    return this.rows.filter({ hasText: text });
  }

  tab(name: string): Locator {
    return this.page
      .getByRole("navigation", { name: "Daftar percakapan" })
      .getByRole("link", { name: new RegExp(`^${name}( |$)`) });
  }

  /** The conversation that is open. */
  get pane(): Locator {
    return this.page.getByRole("region", { name: /^Percakapan dengan / });
  }

  /** Who it is with and how it stands, in the head of the open conversation. */
  get head(): Locator {
    return this.pane.getByRole("button", { name: /^Informasi Profil: / });
  }

  get thread(): Locator {
    return this.page.getByRole("region", { name: "Pesan", exact: true });
  }

  /** The messages in which a text stands. */
  message(text: string | RegExp): Locator {
    return this.thread.getByRole("article").filter({ hasText: text });
  }

  get reply(): Locator {
    return this.page.getByRole("textbox", { name: "Tulis balasan" });
  }

  get note(): Locator {
    return this.page.getByRole("textbox", { name: "Tulis catatan internal" });
  }

  get toasts(): Locator {
    return this.page.getByRole("status", { name: "Pemberitahuan" });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Opens the help sheet by its key. The keys' code comes after the first screen, so an early press may be for nothing. */
  async openHelp(): Promise<Locator> {
    const sheet = this.page.getByRole("dialog", { name: "Pintasan papan ketik" });
    await expect(async () => {
      await this.page.keyboard.press("?");
      await expect(sheet).toBeVisible({ timeout: 1000 });
    }).toPass();
    return sheet;
  }

  /** Does what the palette finds first for some words, by keys alone. */
  async command(words: string, found: RegExp): Promise<void> {
    const palette = this.page.getByRole("dialog", { name: "Cari perintah" });
    await this.page.keyboard.press("Control+k");
    await expect(palette.getByRole("combobox")).toBeFocused();
    await this.page.keyboard.type(words);
    await expect(palette.getByRole("option", { name: found })).toHaveAttribute("aria-selected", "true");
    await this.page.keyboard.press("Enter");
    await expect(palette).toBeHidden();
  }

  async goTo(tab: string): Promise<void> {
    await this.tab(tab).click();
    await expect(this.tab(tab)).toHaveAttribute("aria-current", "page");
  }

  /** Opens the conversation in whose row a text stands. */
  async open(text: string): Promise<void> {
    await this.row(text).click();
    await expect(this.pane).toBeVisible();
  }

  /** Writes a reply in the open conversation and sends it. */
  async answer(text: string): Promise<void> {
    await this.reply.fill(text);
    await this.reply.press("Enter");
  }

  /** Chooses an act from the menu of the open conversation. */
  async choose(act: string): Promise<void> {
    await this.pane.getByRole("button", { name: "Tindakan lain" }).click();
    await this.page.getByRole("menuitem", { name: act }).click();
  }

  /** What one can do to a message; its buttons are there while it has the focus. */
  async onMessage(text: string): Promise<Locator> {
    const message = this.message(text);
    await message.focus();
    return message;
  }
}

/** The real widget on the page for trying it out, as a customer sees it. */
export class WidgetPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Goes to the page and opens the chat. */
  async open(url: string, widget: string): Promise<void> {
    await this.page.goto(`${url}/widget/try/${widget}`);
    await this.show();
  }

  /** Opens the chat on the page that is there, unless it is open. */
  async show(): Promise<void> {
    const launcher = this.page.getByRole("button", { name: /^Obrolan/ });
    await launcher.waitFor();
    if (!(await this.field.isVisible())) await launcher.click();
    await this.field.waitFor();
  }

  get field(): Locator {
    return this.page.getByRole("textbox", { name: "Tulis pesan" });
  }

  get chat(): Locator {
    return this.page.getByRole("dialog");
  }

  /** The lines of the conversation in which a text stands. */
  line(text: string | RegExp): Locator {
    return this.chat.getByRole("listitem").filter({ hasText: text });
  }

  async say(text: string): Promise<void> {
    await this.field.fill(text);
    await this.field.press("Enter");
  }
}

/** Holds the POSTs of several pages to a path until each page has sent one: they ask at the same moment. */
export async function atOneMoment(path: string, ...pages: Page[]): Promise<void> {
  let come = 0;
  let open: () => void = () => undefined;
  const gate = new Promise<void>((done) => {
    open = done;
  });
  for (const page of pages) {
    await page.route(path, async (route) => {
      if (route.request().method() === "POST") {
        come += 1;
        if (come === pages.length) open();
        await gate;
      }
      await route.continue();
    });
  }
}
