import { rmSync } from "node:fs";
import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { Customer, email, furnish, type House, password, startHouse, type Who } from "./house";
import { Site } from "./site";

/** A furnished house and ways into it. */
export interface Furnished {
  house: House;
  widget: string;
  /** A page in a browser of its own where somebody is signed in. It is on its way to the inbox: to go elsewhere at once costs nothing. */
  as(who: Who, options?: Parameters<Browser["newContext"]>[0]): Promise<Page>;
  /** A page in a browser of its own where nobody is. */
  stranger(options?: Parameters<Browser["newContext"]>[0]): Promise<Page>;
  /** A page in a browser of its own on somebody else's site; it may ask that site and the house, and nobody else. */
  visitor(site: Site, options?: Parameters<Browser["newContext"]>[0]): Promise<Page>;
  /** A customer at the widget's door, without a browser. `from` is their address, told by a proxy the house trusts. */
  customer(profile?: Customer["profile"], from?: string): Customer;
}

/** A house in which nobody has done the set-up. */
interface Bare {
  house: House;
  /** A page in a browser of its own where nobody is signed in. */
  page(options?: Parameters<Browser["newContext"]>[0]): Promise<Page>;
}

interface Fixtures {
  /** Flags the furnished house is started with; set them with `test.use`. */
  flags: string[];
  /** Whether the furnished house's clock can be turned, by `house.pass`. */
  turnable: boolean;
  /** Where else the furnished house's pages may lead, such as a provider's; nowhere unless it is set. */
  elsewhere: string | undefined;
  furnished: Furnished;
  /** The shop's own site, with the tag of the furnished house's web chat. */
  site: Site;
  bare: Bare;
}

/** What the journeys of one worker share. */
interface Shared {
  /** The folder of a house that was furnished and ended; each journey has a copy. */
  stock: { folder: string; widget: string };
}

/** Opens pages, each in a browser of its own, and watches them: an error in a console, or a request to anywhere else. */
function watched(browser: Browser, house: House, elsewhere = house.url) {
  const contexts: BrowserContext[] = [];
  const faults: string[] = [];
  return {
    faults,
    async open(options?: Parameters<Browser["newContext"]>[0], site?: Site): Promise<Page> {
      const context = await browser.newContext(options);
      contexts.push(context);
      context.on("page", (page) => watch(page, house, faults, site?.origin ?? elsewhere));
      return context.newPage();
    },
    async close(): Promise<void> {
      for (const context of contexts) await context.close();
    },
  };
}

/** Tests with a house of their own: a fresh database, the set-up done and people added, or `bare` without either. */
export const test = base.extend<Fixtures, Shared>({
  flags: [[], { option: true }],
  turnable: [false, { option: true }],
  elsewhere: [undefined, { option: true }],
  stock: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner wants to see that nothing is needed.
    async ({}, use) => {
      const house = await startHouse();
      const { widget } = await furnish(house);
      await house.end();
      await use({ folder: house.folder, widget });
      rmSync(house.folder, { recursive: true, force: true });
    },
    { scope: "worker" },
  ],
  furnished: async ({ browser, flags, turnable, elsewhere, stock: { folder, widget } }, use) => {
    const house = await startHouse({ flags, turnable, copied: folder });
    const { open, close, faults } = watched(browser, house, elsewhere);
    await use({
      house,
      widget,
      customer: (profile, from) => new Customer(house, widget, profile, from),
      stranger: (options) => open(options),
      visitor: async (site, options) => {
        const page = await open(options, site);
        await page.goto(site.origin);
        return page;
      },
      async as(who, options) {
        const page = await open(options);
        await signIn(page.context(), house, who);
        await page.goto(house.url, { waitUntil: "commit" });
        return page;
      },
    });
    await close();
    await house.stop();
    expect(faults).toEqual([]);
  },
  site: async ({ furnished }, use) => {
    const site = await new Site().start();
    site.tag = `<script async src="${furnished.house.url}/widget/${furnished.widget}.js"></script>`;
    await use(site);
    await site.stop();
  },
  bare: async ({ browser }, use) => {
    const house = await startHouse();
    const { open, close, faults } = watched(browser, house);
    await use({ house, page: (options) => open(options) });
    await close();
    await house.stop();
    expect(faults).toEqual([]);
  },
});

/** Signs somebody in without the screen. */
async function signIn(context: BrowserContext, house: House, who: Who): Promise<void> {
  const answer = await context.request.post(`${house.url}/api/v1/sessions`, { data: { name: email(who), password } });
  expect(answer.status()).toBe(204);
}

/** Refusals that a journey provokes, and the recorder of traces, which asks for pictures that only the page may have. */
const expected =
  /Failed to load resource|WebSocket connection|ERR_INTERNET_DISCONNECTED|Connecting to 'blob:|blocked by CORS policy/;

/** Notes what must not happen on a page. */
export function watch(page: Page, house: { url: string }, faults: string[], site = house.url): void {
  page.on("pageerror", (error) => faults.push(`error on ${page.url()}: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() !== "error" || expected.test(text)) return;
    faults.push(`console of ${page.url()}: ${text}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(house.url) && !url.startsWith(site) && !/^(data|blob|about):/.test(url))
      faults.push(`a request to ${url}`);
  });
}

export { expect };
