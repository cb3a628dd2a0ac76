import { expect, test } from "../house/comments";
import { Inbox } from "../house/inbox";
import { desktop, picture } from "./studio";

test("comments below a post", async ({ furnished: { house, as }, wall }) => {
  await wall.write("Kak, yang sogan ini harganya berapa ya?");
  await wall.write("Sekalian ongkir ke Makassar dong 🙏", { below: "harganya berapa" });
  await wall.write("Bisa COD ke Jember?", { customer: 1 });
  await wall.write("Di toko sebelah lebih murah!!! Cek akun saya");
  const page = await as("eko", desktop);
  const inbox = new Inbox(page);
  await page.goto(`${house.url}/inbox?tab=queue&kind=comments`);
  await inbox.open("Cek akun saya");
  await inbox.message("Cek akun saya").focus();
  await page.keyboard.press("h");
  await expect(inbox.message("Cek akun saya")).toContainText("Disembunyikan");
  await inbox.message("harganya berapa").first().focus();
  await page.keyboard.press("Shift+L");
  await page.keyboard.press("r");
  await inbox.answer("Rp285.000, Kak. Ongkir ke Makassar Rp38.000.");
  await expect(inbox.message("Rp38.000")).toContainText("Terkirim");
  await expect(page.getByRole("region", { name: "Postingan" })).toContainText("Batik baru");
  // The word that it was sent is gone again.
  await expect(inbox.toasts.getByRole("button")).toHaveCount(0);
  await picture(page, "comments");
});
