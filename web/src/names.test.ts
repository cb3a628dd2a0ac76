// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesLike, source, textOf } from "./test/read";

// Screens ask what a channel can do, never what it is called: each kind of channel names itself to the server, and no
// source here holds one's name against a channel, nor keeps a table with a row for each.
const channels = join(source, "../../internal/channel");
const kinds = readdirSync(channels, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".go"))
  .flatMap((path) => [...readFileSync(join(channels, path), "utf8").matchAll(/Spec\{\s*Kind:\s+"(\w+)"/g)])
  .map((match) => match[1] ?? "");
const one = `(?:${kinds.join("|")})`;
const compared = new RegExp(`\\b(?:kind|channel)\\w*\\b.*["'\`]${one}["'\`]|["'\`]${one}["'\`].*\\b(?:kind|channel)`);
const tabled = new RegExp(`\\b(${one})["'\`]?\\s*:[^;]*?\\b(?!\\1)${one}["'\`]?\\s*:`);

const asksForName = (text: string) => tabled.test(text) || text.split("\n").some((line) => compared.test(line));

test("the names of the kinds are found", () => {
  expect(kinds).toContain("webchat");
  expect(kinds).toContain("whatsapp");
});

test.each([
  'if (channel?.kind === "whatsapp") return',
  'switch (kind) { case "webchat":',
  '"whatsapp" !== one.kind',
  "const icons = {\n  webchat: MessageCircle,\n  whatsapp: Phone,\n};",
])("%j asks a channel its name", (text) => {
  expect(asksForName(text)).toBe(true);
});

test.each([
  'if (kind === "list") return',
  "channels.some(({ kind }) => one.kind === kind)",
  't("members.share_whatsapp")',
])("%j does not", (text) => {
  expect(asksForName(text)).toBe(false);
});

test("no screen asks a channel its name", () => {
  const sources = filesLike(/\.tsx?$/).filter((path) => !/\.test\.tsx?$|^(test|gen)\//.test(path));
  expect(sources.filter((path) => asksForName(textOf(path)))).toEqual([]);
});
