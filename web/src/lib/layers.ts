import { useEffect } from "react";
import { createStore } from "./store";

/** How many dialogs, sheets and pictures are open over the page. Keys of the page rest while it is not 0. */
export const openLayers = createStore(0);

/** Counts a layer while it is open. */
export function useLayer(open: boolean): void {
  useEffect(() => {
    if (!open) return;
    openLayers.set((count) => count + 1);
    return () => openLayers.set((count) => count - 1);
  }, [open]);
}
