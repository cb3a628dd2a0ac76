// @vitest-environment node
import { expect, test } from "vitest";
import { contrast } from "../lib/color";
import { textOf } from "../test/read";

type Tokens = Record<string, string>;
const css = textOf("styles/tokens.css");

function tokensIn(block: string): Tokens {
  return Object.fromEntries(
    [...block.matchAll(/--color-([\w-]+): (#[0-9a-f]{6,8});/g)].map((match) => [match[1] ?? "", match[2] ?? ""]),
  );
}

const [lightBlock = "", darkBlock = ""] = css.split(':root[data-theme="dark"]');
const light = tokensIn(lightBlock);
const themes = { light, dark: { ...light, ...tokensIn(darkBlock) } };
const grounds = ["canvas", "surface", "raised", "hover", "selected"];
const faces = Array.from({ length: 8 }, (_, at) => `face-${at + 1}`);

// Text and its grounds: 4.5 at least (WCAG 1.4.3).
const texts: Record<string, readonly string[]> = {
  ink: [...grounds, "out", "in", "note", "ok-ground", "warn-ground", "bad-ground", ...faces],
  muted: [...grounds, "out", "in", "note"],
  brand: grounds,
  "brand-strong": ["surface", "canvas", "raised"],
  "on-brand": ["brand", "brand-strong"],
  ok: ["surface", "raised", "canvas", "ok-ground"],
  warn: ["surface", "raised", "canvas", "warn-ground"],
  bad: ["surface", "raised", "canvas", "hover", "bad-ground"],
  "on-bad": ["bad", "bad-strong"],
  "on-tip": ["tip"],
};
// Edges of controls, icons and the focus ring: 3 at least (WCAG 1.4.11).
const edges: Record<string, readonly string[]> = {
  "line-strong": ["surface", "canvas", "raised"],
  "note-line": ["note", "surface"],
  brand: [...grounds, "out", "in"],
  bad: ["surface", "raised"],
};
// Hairlines that only please the eye, layers that are half transparent, and the grounds themselves.
const free = ["line", "backdrop", "stage", "stage-hover", "on-stage", ...grounds, "out", "in", "note", ...faces];

for (const [theme, tokens] of Object.entries(themes)) {
  const pairs = (table: Record<string, readonly string[]>) =>
    Object.entries(table).flatMap(([front, backs]) => backs.map((back) => [front, back] as const));

  test.each(pairs(texts))(`${theme}: %s can be read on %s`, (front, back) => {
    expect(contrast(tokens[front] ?? "", tokens[back] ?? "")).toBeGreaterThanOrEqual(4.5);
  });

  test.each(pairs(edges))(`${theme}: %s can be seen on %s`, (front, back) => {
    expect(contrast(tokens[front] ?? "", tokens[back] ?? "")).toBeGreaterThanOrEqual(3);
  });
}

test("every colour is in a table", () => {
  const known = new Set([...free, ...Object.keys(texts), ...Object.keys(edges), ...Object.values(texts).flat()]);
  expect(Object.keys(themes.dark).filter((name) => !known.has(name))).toEqual([]);
});

test("every colour has a dark form", () => {
  const dark = tokensIn(darkBlock);
  const same = ["stage", "stage-hover", "on-stage"];
  expect(Object.keys(light).filter((name) => !(name in dark) && !same.includes(name))).toEqual([]);
});

test("the page's own script and the app agree on the grounds of both themes", () => {
  const page = textOf("../index.html");
  const theme = textOf("lib/theme.ts");
  for (const ground of [themes.light.canvas, themes.dark.canvas]) {
    expect(page).toContain(ground);
    expect(theme).toContain(ground);
  }
});
