import { createHash } from "node:crypto";

/** Hashes of a page's inline blocks, as they are written in a Content-Security-Policy header. */
export interface InlineHashes {
  script: string[];
  style: string[];
}

/** Finds the inline scripts and styles of a page. Scripts with a `src` are not inline and are left out. */
export function inlineHashes(page: string): InlineHashes {
  return {
    script: blocks(page, /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g),
    style: blocks(page, /<style[^>]*>([\s\S]*?)<\/style>/g),
  };
}

function blocks(page: string, pattern: RegExp): string[] {
  return [...page.matchAll(pattern)].map((match) => {
    const hash = createHash("sha256")
      .update(match[1] ?? "")
      .digest("base64");
    return `'sha256-${hash}'`;
  });
}
