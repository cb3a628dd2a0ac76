/** Rules about moving through rows. Pure. */

/** Where a key leads from row `at` of `count`; `page` is how many rows a page has. -1 if the key does not move. */
export function nextRow(key: string, at: number, count: number, page: number): number {
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: count - 1,
  };
  const next = steps[key];
  if (next === undefined || count === 0) return -1;
  return Math.min(count - 1, Math.max(0, next));
}

/** Whether rows were added before the first of the old ones, which then must not move on the screen. */
export function grewAtStart(old: readonly string[], now: readonly string[]): boolean {
  const first = old[0];
  return first !== undefined && now[0] !== first && now.includes(first);
}
