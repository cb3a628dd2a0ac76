import { expect } from "@playwright/test";
import { desktop, picture, test } from "./studio";

test("all customers", async ({ demo, as }) => {
  const page = await as("ajeng", desktop);
  await page.goto(`${demo.url}/customers`);
  await expect(page.getByRole("row").nth(5)).toBeVisible();
  await picture(page, "customers");
});

test("who is there and what they do", async ({ demo, as }) => {
  // Those of whom the picture tells that they are online.
  for (const who of ["dewi", "bayu", "rahmi"]) await (await as(who, desktop)).goto(`${demo.url}/inbox`);
  const page = await as("ajeng", desktop);
  await page.goto(`${demo.url}/settings/monitoring`);
  await expect(page.getByText("Dewi Anggraini")).toBeVisible();
  await expect(page.getByText("Online").nth(2)).toBeVisible();
  await picture(page, "monitoring");
});

test("what customers would have waited", async ({ demo, as }) => {
  const page = await as("maruli", desktop);
  await page.goto(`${demo.url}/settings/what-if?period=31&limit=2`);
  await expect(page.getByRole("table", { name: /yang terjadi dan andai/ })).toBeVisible();
  await picture(page, "what-if");
});

test("departments", async ({ demo, as }) => {
  const page = await as("maruli", desktop);
  await page.goto(`${demo.url}/settings/departments`);
  await expect(page.getByText("Utama", { exact: true })).toBeVisible();
  await picture(page, "departments");
});
