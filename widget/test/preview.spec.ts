import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { testConfig } from "./fake-server.ts";
import { test as base, expect } from "./fixture.ts";

/** The settings page, which shows the widget in a frame of its own origin. */
const test = base.extend<{ settings: string }>({
  settings: async ({ server }, use) => {
    const frame = `<!doctype html><html lang="id"><body><script async src="${server.origin}/widget/preview.js" data-preview="true"></script>`;
    const page = '<!doctype html><iframe src="/frame" style="width:600px;height:760px"></iframe>';
    const site: Server = createServer((request, response) => {
      response.writeHead(200, { "Content-Type": "text/html" }).end(request.url === "/frame" ? frame : page);
    });
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
    await use(`http://127.0.0.1:${(site.address() as AddressInfo).port}`);
    site.closeAllConnections();
    await new Promise((resolve) => site.close(resolve));
  },
});

test("shows what the settings page sends, again with each change, and asks the server for nothing", async ({
  page,
  server,
  settings,
}) => {
  await page.goto(settings);
  const show = (part: object, language = "id") =>
    page.evaluate(
      ([config, language]) => {
        const frame = document.querySelector("iframe") as HTMLIFrameElement;
        frame.contentWindow?.postMessage({ type: "sapa:preview", config, language }, location.origin);
      },
      [{ ...testConfig, ...part }, language] as const,
    );
  await page.waitForLoadState("networkidle");
  const frame = page.frameLocator("iframe");
  const panel = frame.locator("dialog.panel");
  await expect(frame.locator("sapa-chat")).toHaveCount(0);
  await show({});
  await expect(panel).toContainText("Halo! Ada yang bisa kami bantu?");
  await expect(panel.locator("li.line")).toHaveCount(2);
  await show({ greeting: { en: "Welcome!" }, color: "#ffd54f", name: "Batik Sekar", position: "left" }, "en");
  await expect(panel).toContainText("Welcome!");
  await expect(panel).toContainText("Yes, it is. Where shall we send it?");
  await expect(panel.locator("header")).toHaveCSS("background-color", "rgb(255, 213, 79)");
  await panel.getByRole("textbox").fill("Just trying");
  await panel.getByRole("button", { name: "Send" }).click();
  await expect(panel.locator("li.line")).toHaveCount(3);
  await expect(panel.locator("li.line").last()).toContainText("Just trying");
  await show({ pre_chat: { enabled: true, name: "required", email: "off", phone: "off" } });
  await expect(panel.getByRole("textbox", { name: "Nama" })).toBeVisible();
  expect(server.log).toEqual(["GET /widget/preview.js"]);
  const kept = await page.frames()[1]?.evaluate(() => [localStorage.length, sessionStorage.length]);
  expect(kept).toEqual([0, 0]);
});

test("listens to its own origin and its own parent only", async ({ page, server, settings }) => {
  await page.goto(`${settings}/frame`);
  await page.waitForLoadState("networkidle");
  // A stranger's frame inside the page says the same words.
  await page.evaluate((config) => {
    const frame = document.createElement("iframe");
    frame.srcdoc = `<script>parent.postMessage({ type: "sapa:preview", config: ${JSON.stringify(config)}, language: "id" }, "*")</script>`;
    frame.setAttribute("sandbox", "allow-scripts");
    document.body.append(frame);
    return new Promise((resolve) => addEventListener("message", () => setTimeout(resolve), { once: true }));
  }, testConfig);
  await expect(page.locator("sapa-chat")).toHaveCount(0);
  expect(server.log).toEqual(["GET /widget/preview.js"]);
});
