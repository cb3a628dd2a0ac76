import type { Template } from "./api";

/** The templates in whose name, text or category all words stand. */
export function matching(templates: readonly Template[], words: string): Template[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return templates.filter(({ name, category, parts }) => {
    const text = [name, category, parts.header, parts.body].join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** A language as people call it, from the provider's code, as `en_US`. A code nobody knows stays as it is. */
export function languageName(code: string, shownIn: string): string {
  try {
    return new Intl.DisplayNames([shownIn], { type: "language" }).of(code.replace("_", "-")) ?? code;
  } catch {
    return code;
  }
}

/** A piece of a template's text: words, or a place for a value. */
export interface Piece {
  text: string;
  place: boolean;
}

/** Cuts a template's text at its places, as `{{1}}` or `{{name}}`. */
export function piecesOf(text: string): Piece[] {
  return text
    .split(/(\{\{\w+\}\})/)
    .filter(Boolean)
    .map((piece) => ({ text: piece, place: /^\{\{\w+\}\}$/.test(piece) }));
}
