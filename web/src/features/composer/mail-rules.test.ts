// @vitest-environment node
import { describe, expect, test } from "vitest";
import { makeMailCaps, makeMailReply } from "../../test/mail-makers";
import {
  answering,
  factsOf,
  hasMore,
  isAddress,
  isFilled,
  isToAll,
  mailObstacle,
  readAddresses,
  withAddresses,
} from "./mail-rules";

const reply = makeMailReply();
const facts = (part = {}) => ({ subject: "Halo", to: ["a@x.id"], cc: [], bcc: [], ...part });

describe("what is filled in", () => {
  test("is an answer to who wrote, unless something else was written", () => {
    expect(factsOf(undefined, reply)).toEqual({
      subject: "Re: Pesanan 12",
      to: ["sari@pelanggan.example"],
      cc: [],
      bcc: [],
    });
    expect(factsOf({ subject: "", cc: ["b@x.id"] }, reply)).toMatchObject({ subject: "", cc: ["b@x.id"] });
    expect(factsOf(undefined, undefined)).toEqual({ subject: "", to: [], cc: [], bcc: [] });
  });

  test("becomes an answer to all and back, and keeps the subject and blind copies", () => {
    const written = { subject: "Lain", bcc: ["c@x.id"] };
    const all = answering(written, reply, true);
    expect(isToAll(factsOf(all, reply), reply)).toBe(true);
    expect(all).toMatchObject(written);
    expect(answering(all, reply, false)).toEqual(written);
    expect(isToAll(factsOf(undefined, reply), reply)).toBe(false);
  });

  test("has an answer to all only where there are more", () => {
    expect(hasMore(reply)).toBe(true);
    expect(hasMore({ ...reply, reply_all: reply.reply })).toBe(false);
  });

  test("is something or nothing", () => {
    expect([undefined, {}, { subject: "" }, { to: [] }].map(isFilled)).toEqual([false, false, true, true]);
  });
});

test.each(["a@x.id", "a.b+c@mail.x.co.id", "é@x.id", "o'neil@x.id"])("%j is an address", (text) => {
  expect(isAddress(text)).toBe(true);
});
test.each([
  "",
  "a",
  "a@",
  "@x.id",
  "a@x",
  "a b@x.id",
  "a@x.id,b@x.id",
  "<a@x.id>",
  "a@x.",
  "a@@x.id",
  `${"a".repeat(65)}@x.id`,
])("%j is none", (text) => expect(isAddress(text)).toBe(false));

test.each([
  ["a@x.id", ["a@x.id"]],
  ["Sari <sari@x.id>, budi@x.id; ani@x.id\ndewi@x.id", ["sari@x.id", "budi@x.id", "ani@x.id", "dewi@x.id"]],
  ['"Lestari, Dewi" <dewi@x.id>, a@x.id', ["dewi@x.id", "a@x.id"]],
  ["a@x.id b@x.id", ["a@x.id", "b@x.id"]],
  ["Sari Wulandari", ["Sari Wulandari"]],
  [" , ;\n", []],
])("%j is read as %j", (text, wanted) => {
  expect(readAddresses(text)).toEqual(wanted);
});

test("an address stands in a list once", () => {
  expect(withAddresses(["A@x.id"], ["a@x.id", "b@x.id", "B@x.id"])).toEqual(["A@x.id", "b@x.id"]);
});

describe("a mail is held up", () => {
  const caps = makeMailCaps({ recipients_limit: 3, subject_limit: 5, total_bytes: 100 });
  test.each([
    [facts(), [], undefined],
    [facts({ to: [] }), [], "no_recipient"],
    [facts({ to: [], bcc: ["b@x.id"] }), [], "no_recipient"],
    [facts({ cc: ["b"] }), [], "bad_recipient"],
    [facts({ to: ["a@x.id", "b@x.id"], cc: ["c@x.id"], bcc: ["d@x.id"] }), [], "many_recipients"],
    [facts({ subject: "Halooo" }), [], "subject_long"],
    [facts(), [{ size: 60 }, { size: 40 }], undefined],
    [facts(), [{ size: 60 }, { size: 41 }], "mail_large"],
  ])("%j with %j: %s", (mail, files, wanted) => {
    expect(mailObstacle(mail, files, caps)).toBe(wanted);
  });
});
