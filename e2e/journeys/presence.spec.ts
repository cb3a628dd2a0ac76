import type { Page } from "@playwright/test";
import { expectAccessible } from "../house/axe";
import { caller } from "../house/house";
import { inEnglish, looks } from "../house/looks";
import { expect, test } from "../house/test";

const menu = (page: Page) => page.getByRole("button", { name: /Akun dan tampilan/ });
const agent = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

async function monitor(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/settings/monitoring`);
  await page.getByRole("heading", { level: 1, name: "Pemantauan agen" }).waitFor();
}

test("an agent goes offline by hand, is told so, and comes back with one tap; a supervisor sees it happen", async ({
  furnished: { house, as, customer },
}) => {
  const dewi = await as("dewi", { viewport: { width: 1440, height: 900 } });
  const eko = await as("eko");
  const api = await caller(house, "eko");
  await caller(house, "fitri");
  await monitor(dewi, house.url);
  await expect(agent(dewi, "Eko")).toContainText("Online");
  await expect(agent(dewi, "Fitri")).toContainText("Online");

  await expect(menu(eko)).toHaveAccessibleName(/Online/);
  await menu(eko).click();
  await eko.getByRole("menuitemradio", { name: "Offline" }).click();
  await expect(eko.getByText("Anda offline, percakapan baru tidak diberikan.")).toBeVisible();
  await expect(menu(eko)).toHaveAccessibleName(/Offline/);
  await expect(agent(dewi, "Eko")).toContainText("Offline");
  await expect(agent(dewi, "Eko")).toContainText("diatur sendiri");
  // Being at work does not bring back who left by hand.
  await eko.keyboard.press("Escape");
  await eko.reload();
  await expect(eko.getByText("Anda offline, percakapan baru tidak diberikan.")).toBeVisible();
  await expectAccessible(eko);

  await eko.getByRole("button", { name: "Kembali online" }).click();
  await expect(eko.getByText("Anda offline, percakapan baru tidak diberikan.")).toBeHidden();
  await expect(agent(dewi, "Eko")).toContainText("Online");

  await agent(dewi, "Eko").getByRole("button", { name: /Eko/ }).click();
  const log = dewi.getByRole("dialog", { name: /Kehadiran Eko/ });
  await expect(log.getByRole("listitem")).toHaveCount(3);
  await expect(log.getByRole("listitem").nth(1)).toContainText("Offline");
  await expect(log.getByRole("listitem").nth(2)).toContainText("masuk");
  await expectAccessible(dewi);
  await dewi.keyboard.press("Escape");

  await customer().say("Halo, masih buka?");
  const { conversations } = await api.call<{ conversations: { id: string }[] }>(
    "GET",
    "/api/v1/conversations?tab=queue",
  );
  await api.call("POST", `/api/v1/conversations/${conversations[0]?.id}/take`, {});
  await expect(agent(dewi, "Eko").getByRole("cell").nth(0)).toHaveText("1");
  await expect(agent(dewi, "Eko").getByRole("cell").nth(1)).toHaveText("1");
});

test("the inactivity timeout saves itself, and takes whole minutes from 1 to 60 only", async ({
  furnished: { house, as },
}) => {
  const page = await as("ratna");
  await page.goto(`${house.url}/settings/workspace`);
  const minutes = page.getByRole("spinbutton", { name: "Batas tidak aktif" });
  await expect(minutes).toHaveValue("15");
  await minutes.fill("61");
  await expect(page.getByText("Isi 1 sampai 60 menit, tanpa pecahan.")).toBeVisible();
  await minutes.fill("30");
  await minutes.blur();
  await expect(page.getByText("Tersimpan").first()).toBeVisible();
  await page.reload();
  await expect(minutes).toHaveValue("30");
  await expectAccessible(page);
});

test("agents have no page to monitor others", async ({ furnished: { house, as } }) => {
  const page = await as("eko");
  await page.goto(`${house.url}/settings/monitoring`);
  await expect(page.getByRole("heading", { name: /Pemantauan agen: bukan untuk peran Anda/ })).toBeVisible();
});

for (const { name, options } of looks) {
  test(`monitoring is accessible: ${name}`, async ({ furnished: { house, as } }, info) => {
    const page = await as("dewi", options);
    await monitor(page, house.url);
    await expect(page.getByText(/dari \d+ online/)).toBeVisible();
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath("monitoring.png") });
  });
}

test("monitoring speaks English", async ({ furnished: { house, as } }) => {
  const page = await as("dewi", inEnglish(house.url));
  await page.goto(`${house.url}/settings/monitoring`);
  await expect(page.getByRole("heading", { level: 1, name: "Agent monitoring" })).toBeVisible();
});
