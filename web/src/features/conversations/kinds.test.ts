import { expect, test } from "vitest";
import { t } from "../../lib/i18n";
import { kindWords } from "./kinds";

test.each([
  ["sticker", "", "Stiker"],
  ["cards", "Pak Joko", "Kontak: Pak Joko"],
  ["cards", "", "Kontak"],
  ["choice", "Biru", "Pilihan: Biru"],
  ["template", "Halo Budi", "Templat: Halo Budi"],
  ["menu", "Mau warna apa?", "Mau warna apa?"],
  ["image", "Yang ini", "Yang ini"],
  ["unsupported", "", "Pesan ini belum didukung"],
  ["hologram", "", "Pesan ini belum didukung"],
  ["text", "", "Pesan dihapus"],
])("a message of the kind %s that says %j is %j", (kind, text, words) => {
  expect(kindWords(t, kind, text)).toBe(words);
});
