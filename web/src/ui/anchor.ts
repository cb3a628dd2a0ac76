import { type RefObject, useLayoutEffect, useRef } from "react";
import type { VirtualizerHandle } from "virtua";

/** Rows in view that are asked where they went. */
const asked = 15;

/**
 * By how many rows what is in view has moved: what most rows of it say, since one of them may have gone elsewhere by
 * itself. `first` and `last` are the old places in view.
 */
export function movedBy(before: readonly string[], keys: readonly string[], first: number, last: number): number {
  const steps: number[] = [];
  for (let at = Math.max(0, first); at <= Math.min(last, first + asked, before.length - 1); at++) {
    const now = keys.indexOf(before[at] as string);
    if (now >= 0) steps.push(now - at);
  }
  return steps.sort((a, b) => a - b)[steps.length >> 1] ?? 0;
}

/**
 * Keeps what is in view in its place while rows come and go above it. At the very top nothing is kept: there, what is
 * new is to be seen.
 */
export function useAnchor(list: RefObject<VirtualizerHandle | null>, keys: readonly string[]): void {
  const before = useRef(keys);
  useLayoutEffect(() => {
    const old = before.current;
    before.current = keys;
    const handle = list.current;
    if (!handle || old === keys || handle.scrollOffset <= 0) return;
    const first = handle.findItemIndex(handle.scrollOffset);
    const last = handle.findItemIndex(handle.scrollOffset + handle.viewportSize);
    const rows = movedBy(old, keys, first, last);
    if (rows !== 0) handle.scrollBy(rows * handle.getItemSize(first));
  }, [list, keys]);
}
