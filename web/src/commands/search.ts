/** Finding commands by what somebody types. Pure. */

/** What is searched: a command's name in the person's language, and further words for it. */
export interface Findable {
  label: string;
  more?: string;
}

/**
 * The entries in which every word of the query begins some word, best first: those whose name begins with the query,
 * then those found by name alone, then those found by their further words. Equal ones keep their order.
 */
export function search<T extends Findable>(entries: readonly T[], query: string): T[] {
  const wanted = wordsOf(query);
  if (wanted.length === 0) return [...entries];
  const scored = entries.map((entry) => ({ entry, score: score(entry, query, wanted) }));
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

function score(entry: Findable, query: string, wanted: string[]): number {
  const label = plain(entry.label);
  if (label.startsWith(plain(query).trim())) return 3;
  if (beginAll(wordsOf(label), wanted)) return 2;
  return beginAll(wordsOf(`${label} ${entry.more ?? ""}`), wanted) ? 1 : 0;
}

function beginAll(words: string[], wanted: string[]): boolean {
  return wanted.every((want) => words.some((word) => word.startsWith(want)));
}

function wordsOf(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** Small letters without accents. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
