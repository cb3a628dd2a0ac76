import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** Folder of the app's sources. */
export const source = join(import.meta.dirname, "..");

/** Paths of the sources whose name matches, relative to `src`, with `/`. */
export function filesLike(pattern: RegExp): string[] {
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(source, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => pattern.test(path))
    .sort();
}

/** The text of a source. */
export function textOf(path: string): string {
  return readFileSync(join(source, path), "utf8");
}
