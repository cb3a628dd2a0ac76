// @vitest-environment node
import { describe, expect, test } from "vitest";
import { emojiCount, type Piece, plainText, readText } from "./marks";

/** Pieces in short: `<bold:…>`, and links with where they lead. */
function short(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      if ("parts" in piece) return `<${piece.kind}:${short(piece.parts)}>`;
      return piece.kind === "link" ? `<link:${piece.text}→${piece.href}>` : `<${piece.kind}:${piece.text}>`;
    })
    .join("");
}

describe("marks", () => {
  test.each([
    ["*tebal* biasa", "<bold:tebal> biasa"],
    ["_miring_", "<italic:miring>"],
    ["~salah~ benar", "<strike:salah> benar"],
    ["*tebal _dan miring_*", "<bold:tebal <italic:dan miring>>"],
    ["`kode *bukan tebal*`", "<code:kode *bukan tebal*>"],
    ["```\nbaris 1\nbaris 2\n```", "<block:baris 1\nbaris 2>"],
    ["2*3*4 = 24", "2*3*4 = 24"],
    ["* daftar", "* daftar"],
    ["nama_file_saya", "nama_file_saya"],
    ["*tidak\ntutup*", "*tidak\ntutup*"],
    ["**", "**"],
  ])("%j", (text, pieces) => {
    expect(short(readText(text))).toBe(pieces);
  });
});

describe("links", () => {
  test.each([
    ["lihat https://toko.id/kain.", "lihat <link:https://toko.id/kain→https://toko.id/kain>."],
    [
      "(https://id.wikipedia.org/wiki/Batik_(kain))",
      "(<link:https://id.wikipedia.org/wiki/Batik_(kain)→https://id.wikipedia.org/wiki/Batik_(kain)>)",
    ],
    ["www.toko.id", "<link:www.toko.id→https://www.toko.id>"],
    ["ke cs@toko.id ya", "ke <link:cs@toko.id→mailto:cs@toko.id> ya"],
    ["https://a.id/_x_y", "<link:https://a.id/_x_y→https://a.id/_x_y>"],
  ])("%j", (text, pieces) => {
    expect(short(readText(text))).toBe(pieces);
  });

  test.each(["javascript:alert(1)", "data:text/html,<b>", "<img src=x onerror=alert(1)>", "http://"])(
    "%j is only text",
    (text) => {
      expect(short(readText(text))).toBe(text);
    },
  );
});

describe("mentions", () => {
  test("the longest name counts, and only a whole one", () => {
    expect(short(readText("@Eko Nugroho dan @Ekonomi", ["Eko", "Eko Nugroho"]))).toBe(
      "<mention:@Eko Nugroho> dan @Ekonomi",
    );
  });
  test("a name with signs is no pattern", () => {
    expect(short(readText("@A.B (CS) @AxB", ["A.B (CS)"]))).toBe("<mention:@A.B (CS)> @AxB");
  });
  test("nobody is called who was not", () => {
    expect(short(readText("@Eko"))).toBe("@Eko");
  });
});

test.each([
  ["👍", 1],
  ["👍🏽 🙏", 2],
  ["👨‍👩‍👧", 1],
  ["🇮🇩", 1],
  ["1️⃣", 1],
  ["❤️", 1],
  ["oke 👍", 0],
  ["12", 0],
  ["", 0],
])("%j is %d emoji alone", (text, count) => {
  expect(emojiCount(text)).toBe(count);
});

test("a preview has the words without their marks, in one line", () => {
  expect(plainText("*Halo*\n\nlihat _www.toko.id_ `kode`")).toBe("Halo lihat www.toko.id kode");
});
