import { describe, expect, test } from "vitest";
import { emojiCount, type Piece, plainText, readText } from "./marks";

/** The addresses a text leads to. */
function hrefs(text: string): string[] {
  const found = (pieces: Piece[]): string[] =>
    pieces.flatMap((piece) =>
      typeof piece === "string"
        ? []
        : piece.kind === "link"
          ? [piece.href]
          : "parts" in piece
            ? found(piece.parts)
            : [],
    );
  return found(readText(text));
}

describe("links", () => {
  test.each([
    ["lihat https://contoh.id/a?b=1.", ["https://contoh.id/a?b=1"]],
    ["(https://id.wikipedia.org/wiki/Batik_(kain))", ["https://id.wikipedia.org/wiki/Batik_(kain)"]],
    ["www.contoh.id, rina@contoh.id", ["https://www.contoh.id", "mailto:rina@contoh.id"]],
    ["*https://contoh.id/tebal*", ["https://contoh.id/tebal"]],
    ["`https://contoh.id` dan ```https://b.id```", []],
    ["jam 10.30 harga 1.500.000", []],
  ])("of %j", (text, expected) => {
    expect(hrefs(text)).toEqual(expected);
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt://contoh.id/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//contoh.id",
    "\u0001javascript:alert(1)",
    "http://",
    "https://[",
  ])("%j leads nowhere", (text) => {
    expect(hrefs(text)).toEqual([]);
  });

  test.each(["javascript:alert(1)//https://contoh.id", "data:,https://contoh.id", "<a href=https://contoh.id>"])(
    "whatever stands before one, %j leads to it alone",
    (text) => {
      for (const href of hrefs(text)) expect(href).toBe("https://contoh.id");
    },
  );
});

test("marks are those of WhatsApp, at the edges of words", () => {
  expect(readText("2*3*4 snake_case_name")).toEqual(["2*3*4 snake_case_name"]);
  expect(readText("*tebal* _miring_")).toEqual([
    { kind: "bold", parts: ["tebal"] },
    " ",
    { kind: "italic", parts: ["miring"] },
  ]);
});

test("only members that are called are mentions, the longest name first", () => {
  expect(readText("@Eko Prasetyo tolong, @Budi", ["Eko", "Eko Prasetyo"])).toEqual([
    { kind: "mention", text: "@Eko Prasetyo" },
    " tolong, @Budi",
  ]);
  expect(readText("@a.b", ["a+b"])).toEqual(["@a.b"]);
});

test("markup is text", () => {
  expect(readText("<img src=x onerror=alert(1)>")).toEqual(["<img src=x onerror=alert(1)>"]);
});

test("a preview has no marks", () => {
  expect(plainText("*halo*\n_kak_ ```a  b```")).toBe("halo kak a b");
});

test("emoji alone are counted as people see them", () => {
  expect(emojiCount("👍🏽 👨‍👩‍👧‍👦 🇮🇩")).toBe(3);
  expect(emojiCount("👍 ya")).toBe(0);
});
