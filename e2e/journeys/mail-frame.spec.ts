import { test as base, expect, type Page } from "@playwright/test";
import { type House, startHouse } from "../house/house";

/** One empty house for all: the page that shows a mail's HTML knows no workspace. */
const test = base.extend<object, { house: House }>({
  house: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner wants to see that nothing is needed.
    async ({}, use) => {
      const house = await startHouse();
      await use(house);
      await house.stop();
    },
    { scope: "worker" },
  ],
});

/** What the page in the frame told, in order. */
type Word = { kind: string; height?: number; keys?: string[] };

declare global {
  interface Window {
    told: Word[];
    broken: string[];
    show: (word: unknown) => void;
  }
}

/** Opens the page that shows a mail's HTML, framed as the app frames it. */
async function frame(page: Page, house: { url: string }, options: { pictures?: boolean; width?: number } = {}) {
  await page.goto(`${house.url}/`);
  await page.evaluate(
    ({ pictures, width }) => {
      window.told = [];
      window.broken = [];
      const frame = document.createElement("iframe");
      frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox");
      frame.src = pictures ? "/mail/frame?pictures" : "/mail/frame";
      frame.style.width = `${width}px`;
      addEventListener("message", ({ source, origin, data }) => {
        if (source !== frame.contentWindow || origin !== "null")
          window.broken.push(`${origin} ${JSON.stringify(data)}`);
        else window.told.push(data as Word);
      });
      window.show = (word) => frame.contentWindow?.postMessage(word, "*");
      document.body.replaceChildren(frame);
    },
    { pictures: options.pictures ?? false, width: options.width ?? 600 },
  );
  await page.waitForFunction(() => window.told.some(({ kind }) => kind === "ready"));
}

const light = { dark: false, ink: "#12181d", link: "#08534c" };
const dark = { dark: true, ink: "#e9eef1", link: "#7bd9cd" };

/** Shows HTML and waits until it is drawn. */
async function show(page: Page, html: string, look = light): Promise<void> {
  await page.evaluate(
    ({ html, look }) => {
      window.told = [];
      window.show({ kind: "mail", html, look });
    },
    { html, look },
  );
  await page.waitForFunction(() => window.told.some(({ kind }) => kind === "drawn"));
}

const mail = (page: Page) => page.frameLocator("iframe").locator("#mail");
const height = (page: Page) => page.evaluate(() => window.told.findLast(({ kind }) => kind === "height")?.height ?? 0);

/** What would tell the outside, or reach the network, if anything in a mail could. */
const pwn = "parent.postMessage('pwned','*');new Image().src='https://evil.example/x'";
const attacks = [
  `<script>${pwn}</script>`,
  `<img src=x onerror="${pwn}">`,
  `<svg onload="${pwn}"></svg>`,
  `<svg><script>${pwn}</script></svg>`,
  `<svg><style><img src=x onerror="${pwn}"></style></svg>`,
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${pwn.replaceAll("'", "&quot;")}&gt;">`,
  `<iframe srcdoc="<script>parent.${pwn}</script>"></iframe>`,
  `<iframe src="javascript:${pwn}"></iframe>`,
  `<object data="https://evil.example/o"></object><embed src="https://evil.example/e">`,
  `<link rel=stylesheet href="https://evil.example/s.css"><style>@import "https://evil.example/i.css";</style>`,
  `<div style="background:url(https://evil.example/b.png)">a</div><table background="https://evil.example/t.png"><td>b</table>`,
  `<img src="https://evil.example/p.png"><img srcset="https://evil.example/q.png 2x"><img src="http://evil.example/r.png">`,
  `<picture><source srcset="https://evil.example/s.webp"><img></picture><video poster="https://evil.example/v.png"></video>`,
  `<meta http-equiv=refresh content="0;url=https://evil.example/m"><base href="https://evil.example/">`,
  `<form action="https://evil.example/f"><input name=a autofocus onfocus="${pwn}"><button>b</button></form>`,
  `<body onload="${pwn}" onpageshow="${pwn}"><details open ontoggle="${pwn}">x</details>`,
  `<a id=parent href="https://evil.example/">c</a><img name=location><form name=mail></form><p id=mail>clobbered</p>`,
];

test("nothing in a mail runs, and nothing is asked of anybody", async ({ house, page }) => {
  const asked: string[] = [];
  // What the policy refuses never comes this far.
  await page.context().route("**://evil.example/**", (route) => {
    asked.push(route.request().url());
    return route.abort();
  });
  await frame(page, house);
  for (const attack of attacks) {
    await show(page, `<p>before</p>${attack}<p>after</p>`);
    await expect(mail(page).first()).toContainText("before");
  }
  // What had begun has had its time once another mail stands there.
  await show(page, "<p>the end</p>");
  await expect(mail(page)).toHaveText("the end");
  expect(await page.evaluate(() => window.broken)).toEqual([]);
  expect(
    (await page.evaluate(() => window.told))
      .map(({ kind }) => kind)
      .filter((kind) => !["drawn", "height"].includes(kind)),
  ).toEqual([]);
  expect(asked).toEqual([]);
  expect(page.url()).toBe(`${house.url}/set-up`);
});

test("pictures of other servers are fetched only where that was asked for, and tell them nothing", async ({
  house,
  page,
}) => {
  const asked: { url: string; referer: string | undefined; cookie: string | undefined }[] = [];
  await page.route("**://pictures.example/**", (route) => {
    const headers = route.request().headers();
    asked.push({ url: route.request().url(), referer: headers.referer, cookie: headers.cookie });
    return route.fulfill({
      contentType: "image/svg+xml",
      body: '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="500"/>',
    });
  });
  const html = `<p>a</p><img src="https://pictures.example/a.svg"><img src="ftp://pictures.example/b.svg">`;
  await frame(page, house);
  await show(page, html);
  await expect(mail(page).locator("img[src]")).toHaveCount(0);
  expect(asked).toEqual([]);
  await frame(page, house, { pictures: true });
  await show(page, html);
  await expect.poll(() => height(page)).toBeGreaterThan(500);
  expect(asked).toEqual([{ url: "https://pictures.example/a.svg", referer: undefined, cookie: undefined }]);
});

test("links open beside the app without telling where they were; others are no links", async ({
  house,
  page,
  context,
}) => {
  await context.route("https://shop.example/**", (route) =>
    route.fulfill({ contentType: "text/html", body: "<p>shop</p>" }),
  );
  await frame(page, house);
  await show(
    page,
    '<a href="https://shop.example/a">shop</a><a href="javascript:parent.postMessage(1)">bad</a><a href="/settings">own</a>',
  );
  const link = mail(page).getByText("shop");
  await expect(link).toHaveAttribute("rel", "noopener noreferrer nofollow");
  await expect(link).toHaveAttribute("title", "https://shop.example/a");
  for (const words of ["bad", "own"]) await expect(mail(page).getByText(words)).not.toHaveAttribute("href");
  const [tab] = await Promise.all([context.waitForEvent("page"), link.click()]);
  await tab.waitForLoadState();
  expect(tab.url()).toBe("https://shop.example/a");
  expect(await tab.evaluate(() => ({ opener: window.opener, from: document.referrer }))).toEqual({
    opener: null,
    from: "",
  });
});

test("the height follows the content, and a mail as high as its window does not grow without end", async ({
  house,
  page,
}) => {
  await frame(page, house);
  await show(page, "<p style='margin:0'>one line</p>");
  await expect.poll(() => height(page)).toBeLessThan(40);
  await show(page, `<div style="height:640px">x</div>`);
  await expect.poll(() => height(page)).toBe(640);
  await show(page, "<table width=1200><tr><td style='width:1200px'>broad</td></tr></table>");
  await expect.poll(() => mail(page).evaluate((one) => one.getBoundingClientRect().width)).toBeLessThanOrEqual(600);
  const reports = await page.evaluate(async () => {
    const frame = document.querySelector("iframe") as HTMLIFrameElement;
    let count = 0;
    addEventListener("message", ({ data }) => {
      if (data.kind !== "height") return;
      count += 1;
      frame.style.height = `${data.height}px`;
    });
    window.show({ kind: "mail", html: "<div style='height:calc(100vh + 30px)'>x</div>", look: {} });
    let before = -1;
    while (before !== count || count === 0) {
      before = count;
      for (let turn = 0; turn < 10; turn++) await new Promise(requestAnimationFrame);
    }
    return count;
  });
  expect(reports).toBeLessThanOrEqual(80);
});

test("in the dark, what was written for white paper can be read", async ({ house, page }) => {
  await frame(page, house);
  const color = (words: string) =>
    mail(page)
      .getByText(words)
      .evaluate((one) => getComputedStyle(one).color);
  const root = page.frameLocator("iframe").locator("html");
  await show(page, "<p>plain</p><p style='color:#222'>black</p><p style='color:#f88'>pink</p>", dark);
  expect(await color("plain")).toBe("rgb(233, 238, 241)");
  expect(await color("black")).toBe("rgb(233, 238, 241)");
  expect(await color("pink")).toBe("rgb(255, 136, 136)");
  await expect(root).not.toHaveClass("paper");
  await show(page, "<div style='background-color:#fff'><p>plain</p></div>", dark);
  await expect(root).toHaveClass("paper");
  expect(await color("plain")).toBe("rgb(18, 24, 29)");
  await show(page, "<p style='background-color:transparent'>plain</p>", dark);
  await expect(root).not.toHaveClass("paper");
});

test("pictures that came with the mail are brought by the app; Escape leads out", async ({ house, page }) => {
  await frame(page, house);
  await show(page, '<p tabindex=0>focus</p><img src="cid:k1" alt="a">');
  expect(await page.evaluate(() => window.told.find(({ kind }) => kind === "drawn")?.keys)).toEqual(["k1"]);
  await page.evaluate(() => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="300"/>';
    window.show({ kind: "picture", key: "k1", blob: new Blob([svg], { type: "image/svg+xml" }) });
  });
  await expect.poll(() => height(page)).toBeGreaterThan(300);
  await mail(page).getByText("focus").press("Escape");
  await expect.poll(() => page.evaluate(() => window.told.some(({ kind }) => kind === "leave"))).toBe(true);
});
