// @vitest-environment node
import { expect, test } from "vitest";
import { search } from "./search";

const entries = [
  { label: "Tugaskan ke saya", more: "assign ambil" },
  { label: "Tugaskan ke agen" },
  { label: "Selesaikan", more: "resolve tutup" },
  { label: "Buka kotak masuk" },
  { label: "Pakai tema gelap", more: "dark" },
  { label: "Café" },
];

test.each([
  ["", entries.map(({ label }) => label)],
  ["tug", ["Tugaskan ke saya", "Tugaskan ke agen"]],
  ["ke ag", ["Tugaskan ke agen"]],
  ["agen tugas", ["Tugaskan ke agen"]],
  ["RESOLVE", ["Selesaikan"]],
  ["kotak", ["Buka kotak masuk"]],
  ["cafe", ["Café"]],
  ["otak", []],
  ["zzz", []],
])("%j finds %j", (query, labels) => {
  expect(search(entries, query).map(({ label }) => label)).toEqual(labels);
});

test("names before further words, beginnings before middles", () => {
  const three = [{ label: "Lain", more: "masuk" }, { label: "Kotak masuk" }, { label: "Masuk lagi" }];
  expect(search(three, "masuk").map(({ label }) => label)).toEqual(["Masuk lagi", "Kotak masuk", "Lain"]);
});
