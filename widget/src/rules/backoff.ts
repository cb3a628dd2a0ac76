/**
 * Milliseconds to wait before the next try: 1 s after the first failure, half as much again after each, 30 s at most,
 * and up to a third on top so that a thousand visitors do not come back in the same instant.
 */
export function backoff(failures: number, random = Math.random()): number {
  const base = Math.min(30_000, 1000 * 1.5 ** Math.max(0, failures - 1));
  return base + (base / 3) * random;
}
