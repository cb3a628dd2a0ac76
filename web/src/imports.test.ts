// @vitest-environment node
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { filesLike, textOf } from "./test/read";

// Who may import whom: a folder may import itself and those named here. Everything points one way, from the parts
// without nouns to the app, so that a part can be read, tested and moved without what stands above it.
const may: Record<string, readonly string[]> = {
  locales: [],
  gen: [],
  styles: [],
  lib: ["locales", "gen"],
  ui: ["lib"],
  realtime: ["lib", "gen"],
  commands: ["ui", "lib"],
  features: ["commands", "ui", "realtime", "lib", "gen"],
  app: ["features", "commands", "ui", "realtime", "lib", "gen", "styles"],
  kit: ["features", "commands", "ui", "realtime", "lib", "gen", "styles", "app"],
};

const sources = filesLike(/\.tsx?$/).filter(
  (path) => !/\.test\.tsx?$|^test\/|\.d\.ts$/.test(path) && path.includes("/"),
);

/** What a file imports from our own sources, as paths relative to `src`. */
function importsOf(path: string): string[] {
  const text = textOf(path);
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((match) => match[1] ?? "");
  return found.map((address) => normalize(join(dirname(path), address)));
}

const folder = (path: string) => path.split("/")[0] ?? "";

test("every folder has its row", () => {
  expect([...new Set(sources.map(folder))].filter((name) => !(name in may))).toEqual([]);
});

test("imports point one way", () => {
  const wrong = sources.flatMap((path) =>
    importsOf(path)
      .filter((target) => folder(target) !== folder(path) && !may[folder(path)]?.includes(folder(target)))
      .map((target) => `${path} → ${target}`),
  );
  expect(wrong).toEqual([]);
});

test("a feature may use another's api.ts, never its components", () => {
  const feature = (path: string) => path.split("/")[1];
  const wrong = sources
    .filter((path) => folder(path) === "features")
    .flatMap((path) =>
      importsOf(path)
        .filter((target) => folder(target) === "features" && feature(target) !== feature(path))
        .filter((target) => !/^features\/[\w-]+\/api$/.test(target))
        .map((target) => `${path} → ${target}`),
    );
  expect(wrong).toEqual([]);
});

test("only ui knows the libraries that draw for it", () => {
  const knowing = sources.filter((path) => /from "(@base-ui\/|virtua)/.test(textOf(path)));
  expect(knowing.filter((path) => folder(path) !== "ui")).toEqual([]);
  expect(
    knowing.filter((path) => textOf(path).includes("@base-ui/")).every((path) => path.startsWith("ui/overlays/")),
  ).toBe(true);
});

test("overlays are reached only through their lazy door", () => {
  const outside = sources.filter((path) => !path.startsWith("ui/overlays/"));
  const direct = outside.flatMap((path) =>
    [...textOf(path).matchAll(/^(?:import|export) (?!type)[^;]*from "([^"]*overlays\/[^"]+)"/gm)]
      .filter((match) => !match[1]?.endsWith("/load"))
      .map(() => path),
  );
  expect(direct.filter((path) => !path.startsWith("kit/"))).toEqual([]);
});
