import { describe, expect, test } from "vitest";
import {
  blanksOf,
  contextOf,
  faultsOf,
  filled,
  previewed,
  readableName,
  searched,
  type Template,
  tidied,
  valueFault,
} from "./templates";

function make(part: Partial<Template> = {}): Template {
  return {
    name: "pesanan_dikirim",
    language: "id",
    category: "utility",
    state: "approved",
    parts: { body: "Halo {{1}}, paket {{2}} sudah dikirim." },
    places: [
      { name: "body.1", max: 1024 },
      { name: "body.2", max: 1024 },
    ],
    ...part,
  };
}

const withLink = make({
  parts: {
    header: "Pesanan {{1}}",
    body: "Lacak di sini.",
    buttons: [
      { kind: "reply", text: "Bantuan" },
      { kind: "url", text: "Lacak", url: "https://toko.example/{{1}}" },
    ],
  },
  places: [
    { name: "header.1", max: 60 },
    { name: "button.1.1", max: 2000 },
  ],
});

describe("filling", () => {
  test("puts values into their own part and leaves other places as they are", () => {
    expect(filled(make().parts, { "body.1": "Budi", "header.1": "x" }).body).toBe(
      "Halo Budi, paket {{2}} sudah dikirim.",
    );
    const parts = filled(withLink.parts, { "header.1": "INV-1", "button.1.1": "JP1" });
    expect([parts.header, parts.buttons?.[1]?.url]).toEqual(["Pesanan INV-1", "https://toko.example/JP1"]);
  });

  test("a value that looks like a place stays what it is", () => {
    expect(filled(make().parts, { "body.1": "{{2}}", "body.2": "x" }).body).toBe("Halo {{2}}, paket x sudah dikirim.");
  });

  test("what is shown has places people can read", () => {
    expect(previewed(make().parts, { "body.1": " " }).body).toBe("Halo ‹1›, paket ‹2› sudah dikirim.");
  });

  test("what is sent has every place and no space around", () => {
    expect(tidied(make(), { "body.1": " Budi ", "body.9": "x" })).toEqual({ "body.1": "Budi", "body.2": "" });
  });
});

test("each value knows where it goes", () => {
  expect(blanksOf(withLink).map(({ part, place, button }) => [part, place, button])).toEqual([
    ["header", "1", ""],
    ["link", "1", "Lacak"],
  ]);
});

test("the words around a place tell what belongs there", () => {
  const long = make({
    parts: { body: "Kabar baik, kak! Paket Anda sudah diserahkan ke {{1}} dengan nomor resi yang panjang sekali." },
  });
  const [blank] = blanksOf({ ...long, places: [{ name: "body.1", max: 10 }] });
  expect(blank && contextOf(long, blank)).toBe("…Anda sudah diserahkan ke ‹1› dengan nomor resi yang…");
});

describe("what cannot be sent", () => {
  test.each([
    ["body.1", "  ", "required"],
    ["body.1", "satu\ndua", "bad_spaces"],
    ["body.1", "a    b", "bad_spaces"],
    ["body.1", "satu dua", ""],
    ["button.0.1", "satu dua", "bad_spaces"],
    ["body.1", "🧵".repeat(10), ""],
    ["body.1", "🧵".repeat(11), "too_long"],
  ])("%s with %j: %s", (name, value, fault) => {
    expect(valueFault({ name, max: 10 }, value)).toBe(fault);
  });

  test("a text that is too long as a whole blames its longest value", () => {
    const values = { "body.1": "a".repeat(500), "body.2": "b".repeat(600) };
    expect(faultsOf(make(), values)).toEqual({ "body.2": "too_long" });
    expect(faultsOf(make(), { "body.1": "a", "body.2": "b" })).toEqual({});
  });
});

test("search finds words in name and text, names first, and only what can be sent", () => {
  const all = [
    make({ name: "sapaan", parts: { body: "Pesanan Anda" }, places: [] }),
    make({ name: "pesanan_baru" }),
    make({ name: "pesanan_lama", state: "paused" }),
    make({ name: "pesanan_aneh", parts: { body: "x", unsendable: "carousel" } }),
  ];
  expect(searched(all, "pesanan").map(({ name }) => name)).toEqual(["pesanan_baru", "sapaan"]);
  expect(searched(all, "BARU paket").map(({ name }) => name)).toEqual(["pesanan_baru"]);
  expect(searched(all, "zzz")).toEqual([]);
});

test("names are read as people write them", () => {
  expect(readableName("pesanan_dikirim")).toBe("Pesanan dikirim");
});
