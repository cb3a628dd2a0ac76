import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { Customer, email, furnish, type House, password, startHouse, type Who } from "./house";

/** A furnished house and ways into it. */
export interface Furnished {
  house: House;
  widget: string;
  /** A page in a browser of its own where somebody is signed in. */
  as(who: Who, options?: Parameters<Browser["newContext"]>[0]): Promise<Page>;
  /** A page in a browser of its own where nobody is. */
  stranger(options?: Parameters<Browser["newContext"]>[0]): Promise<Page>;
  /** A customer at the widget's door, without a browser. */
  customer(profile?: Customer["profile"]): Customer;
}

/** A house in which nobody has done the set-up. */
export interface Bare {
  house: House;
  /** A page in a browser of its own where nobody is signed in. */
  page(options?: Parameters<Browser["newContext"]>[0]): Promise<Page>;
}

interface Fixtures {
  furnished: Furnished;
  bare: Bare;
}

/** Opens pages, each in a browser of its own, and watches them: an error in a console, or a request to anywhere else. */
function watched(browser: Browser, house: House) {
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  return {
    faults,
    async open(options?: Parameters<Browser["newContext"]>[0]): Promise<Page> {
      const context = await browser.newContext(options);
      contexts.push(context);
      const page = await context.newPage();
      watch(page, house, faults);
      return page;
    },
    async close(): Promise<void> {
      for (const context of contexts) await context.close();
    },
  };
}

/** Tests with a house of their own: a fresh database, the set-up done and people added, or `bare` without either. */
export const test = base.extend<Fixtures>({
  furnished: async ({ browser }, use) => {
    const house = await startHouse();
    const { widget } = await furnish(house);
    const { open, close, faults } = watched(browser, house);
    await use({
      house,
      widget,
      customer: (profile) => new Customer(house, widget, profile),
      stranger: open,
      async as(who, options) {
        const page = await open(options);
        await signIn(page.context(), house, who);
        await page.goto(house.url);
        return page;
      },
    });
    await close();
    await house.stop();
    expect(faults).toEqual([]);
  },
  bare: async ({ browser }, use) => {
    const house = await startHouse();
    const { open, close, faults } = watched(browser, house);
    await use({ house, page: open });
    await close();
    await house.stop();
    expect(faults).toEqual([]);
  },
});

/** Signs somebody in without the screen. */
export async function signIn(context: BrowserContext, house: House, who: Who): Promise<void> {
  const answer = await context.request.post(`${house.url}/api/v1/sessions`, { data: { name: email(who), password } });
  expect(answer.status()).toBe(204);
}

/** Refusals that a journey provokes, and the recorder of traces, which asks for pictures that only the page may have. */
const expected = /Failed to load resource|WebSocket connection|ERR_INTERNET_DISCONNECTED|Connecting to 'blob:/;

/** Notes what must not happen on a page. */
export function watch(page: Page, house: { url: string }, faults: string[]): void {
  page.on("pageerror", (error) => faults.push(`error on ${page.url()}: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() !== "error" || expected.test(text)) return;
    faults.push(`console of ${page.url()}: ${text}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(house.url) && !/^(data|blob|about):/.test(url)) faults.push(`a request to ${url}`);
  });
}

export { expect };
