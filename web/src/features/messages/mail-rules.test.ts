// @vitest-environment node
import { describe, expect, test } from "vitest";
import { makeMail } from "../../test/mail-makers";
import { calledIn, Heights, inFull, isDoubtful, isLong, proofsOf, recipientsOf } from "./mail-rules";
import type { Mail } from "./rules";

describe("people", () => {
  test("are called by their name, or by their address", () => {
    expect(calledIn({ name: " Sari ", address: "sari@toko.id" })).toBe("Sari");
    expect(calledIn({ name: "", address: "sari@toko.id" })).toBe("sari@toko.id");
    expect(inFull({ name: "Sari", address: "sari@toko.id" })).toBe("Sari <sari@toko.id>");
    expect(inFull({ name: " ", address: "sari@toko.id" })).toBe("sari@toko.id");
  });

  test("stand in the order of the mail", () => {
    const box = (address: string) => ({ name: "", address });
    const mail = makeMail({ to: [box("a@x.id")], cc: [box("b@x.id")], bcc: [box("c@x.id")] });
    expect(recipientsOf(mail).map(({ address }) => address)).toEqual(["a@x.id", "b@x.id", "c@x.id"]);
    expect(recipientsOf(makeMail())).toHaveLength(1);
  });
});

test.each<[Partial<Mail>, boolean]>([
  [{}, false],
  [{ own: true }, true],
  [{ proof: { spf: "fail", dkim: "pass", dmarc: "pass" } }, false],
  [{ proof: { spf: "pass", dkim: "none", dmarc: "fail" } }, true],
])("%j is doubtful: %s", (part, doubtful) => {
  expect(isDoubtful(makeMail(part))).toBe(doubtful);
});

test("only the tests that were made are told", () => {
  expect(proofsOf(makeMail())).toEqual([]);
  expect(proofsOf(makeMail({ proof: { spf: "pass", dkim: "", dmarc: "none" } }))).toEqual([
    { test: "SPF", result: "pass" },
    { test: "DMARC", result: "none" },
  ]);
});

test("many lines or many characters are long", () => {
  expect(isLong("a\n".repeat(59))).toBe(false);
  expect(isLong("a\n".repeat(60))).toBe(true);
  expect(isLong("a".repeat(4500))).toBe(false);
  expect(isLong("a".repeat(4501))).toBe(true);
});

test("heights are known at the width they were measured at, and the oldest are forgotten", () => {
  const heights = new Heights(2);
  heights.keep("a", 600, 100);
  expect(heights.at("a", 604)).toBe(100);
  expect(heights.at("a", 360)).toBe(0);
  heights.keep("b", 600, 200);
  heights.keep("a", 360, 150);
  heights.keep("c", 600, 300);
  expect([heights.at("a", 360), heights.at("b", 600), heights.at("c", 600)]).toEqual([150, 0, 300]);
});
