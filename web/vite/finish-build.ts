import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Plugin, Rolldown } from "vite";
import { compress } from "./compress.ts";
import { inlineHashes } from "./csp.ts";
import { fillWorker, firstFiles } from "./worker.ts";

/**
 * The steps after the bundle is written: the service worker's list, the hashes for the content security policy,
 * and the compressed copies the server sends as they are.
 */
export function finishBuild(): Plugin {
  let folder = "";
  let first: string[] = [];
  return {
    name: "sapa:finish-build",
    apply: "build",
    enforce: "post",
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    generateBundle(_options, bundle: Rolldown.OutputBundle) {
      first = firstFiles(bundle);
    },
    closeBundle() {
      const page = readFileSync(join(folder, "index.html"), "utf8");
      const worker = readFileSync(join(import.meta.dirname, "../sw/sw.js"), "utf8");
      writeFileSync(join(folder, "sw.js"), fillWorker(worker, first, page));
      copyFileSync(join(import.meta.dirname, "../sw/sw-off.js"), join(folder, "sw-off.js"));
      writeFileSync(join(folder, "csp.json"), `${JSON.stringify(inlineHashes(page))}\n`);
      for (const file of filesIn(folder)) compress(join(folder, file));
    },
  };
}

/** Paths of all files in a folder and below, with `/`, relative to the folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}
