// @vitest-environment node
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import type { Rolldown } from "vite";
import { afterEach, expect, test } from "vitest";
import { compress } from "./compress.ts";
import { inlineHashes } from "./csp.ts";
import { inlineStart, wordChunks } from "./inline-start.ts";
import { firstFiles } from "./worker.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function write(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "sapa-build-"));
  folders.push(folder);
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

test("compressed copies unpack to the same text", () => {
  const text = "const a = 1;\n".repeat(100);
  const file = write("a.js", text);
  compress(file);
  expect(brotliDecompressSync(readFileSync(`${file}.br`)).toString()).toBe(text);
  expect(gunzipSync(readFileSync(`${file}.gz`)).toString()).toBe(text);
});

test.each([
  ["tiny.js", "a"],
  ["picture.png", "x".repeat(2000)],
  ["csp.json", "x".repeat(2000)],
])("%s is not compressed", (name, text) => {
  const file = write(name, text);
  compress(file);
  expect(existsSync(`${file}.br`)).toBe(false);
});

test("inline blocks are hashed as browsers hash them, and files are not", () => {
  const page =
    '<script>let a = "ä";</script><script type="module" src="/a.js"></script><style>p{}</style><style media="print">q{}</style>';
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  expect(inlineHashes(page)).toEqual({ script: [hash('let a = "ä";')], style: [hash("p{}"), hash("q{}")] });
});

const chunk = (fileName: string, more: object = {}) =>
  ({
    type: "chunk",
    fileName,
    isEntry: false,
    imports: [],
    facadeModuleId: null,
    viteMetadata: { importedCss: new Set() },
    ...more,
  }) as unknown as Rolldown.OutputChunk;

const bundle = Object.fromEntries(
  [
    chunk("entry.js", {
      isEntry: true,
      imports: ["react.js", "shared.js"],
      viteMetadata: { importedCss: new Set(["app.css"]) },
    }),
    chunk("react.js"),
    chunk("shared.js", { imports: ["react.js"] }),
    chunk("id.js", { facadeModuleId: "/web/src/locales/id/index.ts" }),
    chunk("en.js", { facadeModuleId: "/web/src/locales/en/index.ts" }),
    chunk("overlays.js", { imports: ["react.js"] }),
  ].map((file) => [file.fileName, file]),
);

test("the first screen's files are the entry's, its styles and the default words", () => {
  expect(firstFiles(bundle)).toEqual(["/app.css", "/entry.js", "/id.js", "/react.js", "/shared.js"]);
});

test("the words' addresses are found by language", () => {
  expect(wordChunks(bundle)).toEqual({ id: "/id.js", en: "/en.js" });
  expect(wordChunks(undefined)).toEqual({});
});

test("the page's script is filled in and made small", () => {
  const hook = inlineStart().transformIndexHtml as { handler: (html: string, context: object) => string };
  const page =
    '<script data-start>\n  const words = "__WORDS__"[document.documentElement.lang];\n  console.log(words);\n</script>';
  const built = hook.handler(page, { bundle });
  expect(built).toContain("/en.js");
  expect(built).not.toContain("__WORDS__");
  expect(built).not.toContain("\n  ");
  expect(hook.handler("<p>no script</p>", { bundle })).toBe("<p>no script</p>");
});
