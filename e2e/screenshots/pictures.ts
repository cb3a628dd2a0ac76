import { expect, type Page } from "@playwright/test";
import { Chat } from "../house/chat";
import { startHouse } from "../house/house";
import { Site } from "../house/site";
import { shop } from "./shop";
import { desktop, phone, picture, test } from "./studio";

/** The conversation that stands in the pictures. */
const customer = "Putri Ramadhani";

async function openConversation(page: Page): Promise<void> {
  await page.getByText(customer).first().click();
  await expect(page.getByText("aku nyari itu dari bulan lalu").last()).toBeVisible();
  await expect(page.getByRole("textbox", { name: /Tulis balasan|Balas/ })).toBeVisible();
}

for (const [name, colorScheme] of [
  ["inbox", "light"],
  ["inbox-dark", "dark"],
] as const) {
  test(`the inbox, ${colorScheme}`, async ({ demo, as }) => {
    const page = await as("ajeng", { ...desktop, colorScheme });
    await page.goto(`${demo.url}/inbox?tab=all`);
    await openConversation(page);
    await expect(page.getByText("Tentang pelanggan")).toBeVisible();
    await picture(page, name);
  });
}

test("the inbox on a phone", async ({ demo, as }) => {
  const page = await as("dewi", phone);
  await page.goto(`${demo.url}/inbox?tab=queue`);
  await expect(page.getByText("Ujang Suherman")).toBeVisible();
  await picture(page, "phone-list");
  await page.goto(`${demo.url}/inbox`);
  await openConversation(page);
  await picture(page, "phone");
});

test("the set-up", async ({ browser }) => {
  const house = await startHouse();
  const page = await browser.newPage(desktop);
  await page.goto(house.printed);
  await page.getByRole("textbox", { name: "Nama perusahaan" }).fill("Batik Kencana");
  await page.getByRole("textbox", { name: "Nama Anda" }).fill("Sekar Kencanawati");
  await picture(page, "set-up");
  await page.close();
  await house.stop();
});

test("the settings", async ({ demo, as }) => {
  const page = await as("sekar", desktop);
  await page.goto(`${demo.url}/settings/members`);
  await expect(page.getByRole("row", { name: /Kadek/ })).toBeVisible();
  await picture(page, "members");

  await page.goto(`${demo.url}/settings/channels`);
  await page.getByRole("link", { name: /^Batik Kencana/ }).click();
  const preview = new Chat(page.frameLocator("iframe"));
  await expect(preview.panel.getByText("Halo! Ada yang bisa kami bantu?")).toBeVisible();
  await picture(page, "channel");
});

test("trying the chat out", async ({ demo, as }) => {
  const page = await as("sekar", desktop);
  await page.goto(`${demo.url}/settings/channels`);
  await page.getByRole("link", { name: /^Batik Kencana/ }).click();
  await page.getByRole("link", { name: "Coba obrolan" }).click();
  const chat = new Chat(page.frameLocator("iframe"));
  await chat.send("Kak, kain parang yang di etalase masih ada?");
  const desk = page.getByRole("region", { name: "Yang dilihat tim Anda" });
  await desk.getByRole("textbox", { name: /Tulis balasan|Balas/ }).fill("Masih, Kak. Mau yang 2 meter atau 2,5 meter?");
  await page.keyboard.press("Enter");
  await expect(chat.line("2,5 meter")).toBeVisible();
  await chat.send("2,5 meter ya. Bisa kirim hari ini?");
  await expect(desk.getByText("Bisa kirim hari ini?").last()).toBeVisible();
  await expect(chat.line("Bisa kirim hari ini?")).toContainText("Dibaca");
  await picture(page, "try");
});

test("the chat on a customer's page", async ({ browser, demo, as }) => {
  const owner = await as("sekar", desktop);
  const { channels } = await owner.request.get(`${demo.url}/api/v1/channels`).then((answer) => answer.json());
  const site = await new Site().start();
  site.body = shop;
  site.tag = `<script async src="${demo.url}${channels[0].setup.script}"></script>`;
  const page = await browser.newPage(desktop);
  await page.goto(site.origin);
  const chat = new Chat(page);
  await chat.open();
  await chat.send("Halo kak, dress Sogan Lawasan ukuran M masih ada?");
  await expect(chat.line("Sogan")).toContainText("Terkirim");

  const agent = await as("dewi", desktop);
  await agent.goto(`${demo.url}/inbox?tab=queue`);
  await agent.getByText("dress Sogan Lawasan ukuran M masih ada?").first().click();
  await agent.getByRole("textbox", { name: /Tulis balasan|Balas/ }).fill("Halo Kak! Tinggal 1, mau saya simpankan? 😊");
  await agent.keyboard.press("Enter");
  await expect(chat.line("Tinggal 1")).toBeVisible();
  await chat.send("MAU 😍 makasih kak");
  await expect(chat.line("makasih kak")).toContainText("Dibaca");
  // Typing is told every three seconds at most.
  await expect(async () => {
    await agent.keyboard.type("ya ");
    await expect(chat.panel.getByText("Sedang mengetik…")).toBeVisible({ timeout: 500 });
  }).toPass();
  await picture(page, "widget");
  await page.close();
  await site.stop();
});
