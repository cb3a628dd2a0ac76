import { useEffect, useRef } from "react";
import { createStore } from "./store";

/** How many dialogs, sheets and pictures are open over the page. Keys of the page rest while it is not 0. */
export const openLayers = createStore(0);

/** How to close what floats over the page, the topmost last. */
const closers: (() => void)[] = [];

/** Counts a layer while it is open. It closes at a way back, see `closeTop`. */
export function useLayer(open: boolean, onClose: () => void): void {
  useClosable(open, onClose);
  useEffect(() => {
    if (!open) return;
    openLayers.set((count) => count + 1);
    return () => openLayers.set((count) => count - 1);
  }, [open]);
}

/** Lets something that floats, be it a layer or a menu, close at a way back. */
export function useClosable(open: boolean, onClose: () => void): void {
  const latest = useRef(onClose);
  latest.current = onClose;
  useEffect(() => {
    if (!open) return;
    const close = () => latest.current();
    closers.push(close);
    return () => void closers.splice(closers.indexOf(close), 1);
  }, [open]);
}

/**
 * Closes what floats on top; false if nothing does. On phones the way back leaves what came last, and that is what
 * floats, not the page below it.
 */
export function closeTop(): boolean {
  const close = closers.at(-1);
  close?.();
  return close !== undefined;
}
