import { createHash } from "node:crypto";
import type { Rolldown } from "vite";

/**
 * The files the first screen needs: the entry, what it imports before it can run, its styles, and the words in the
 * default language. All other chunks are kept by the worker when they are first used, to spare people's data.
 */
export function firstFiles(bundle: Rolldown.OutputBundle): string[] {
  const found = new Set<string>();
  for (const file of Object.values(bundle)) {
    if (file.type !== "chunk") continue;
    if (file.isEntry || /locales[\\/]id[\\/]index\.ts$/.test(file.facadeModuleId ?? "")) addChunk(bundle, file, found);
  }
  return [...found].map((name) => `/${name}`).sort();
}

function addChunk(bundle: Rolldown.OutputBundle, chunk: Rolldown.OutputChunk, found: Set<string>): void {
  if (found.has(chunk.fileName)) return;
  found.add(chunk.fileName);
  for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
  for (const name of chunk.imports) {
    const imported = bundle[name];
    if (imported?.type === "chunk") addChunk(bundle, imported, found);
  }
}

/** Writes the file list and the version into the worker's source. The version changes with any byte of the page. */
export function fillWorker(source: string, files: string[], page: string): string {
  const version = createHash("sha256").update(source).update(page).update(files.join()).digest("hex").slice(0, 12);
  const filled = source.replace('"__VERSION__"', JSON.stringify(version));
  return filled.replace('"__FILES__"', JSON.stringify(["/", ...files]));
}
