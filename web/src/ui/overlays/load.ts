import { useEffect, useState } from "react";
import { t } from "../../lib/i18n";
import { createStore, useStore } from "../../lib/store";
import { toast } from "../../lib/toast";

/** Everything that floats lives in one chunk of its own, so that the first screen does not wait for it. */
type Overlays = typeof import("./index");

const loaded = createStore<Overlays | undefined>(undefined);
let coming: Promise<void> | undefined;

/** Fetches the overlays now. After a failure the next call tries again. */
export function loadOverlays(): Promise<void> {
  coming ??= import("./index").then(
    (parts) => loaded.set(parts),
    (error: unknown) => {
      coming = undefined;
      throw error;
    },
  );
  return coming;
}

/** Fetches the overlays when the browser has nothing better to do, so that the first dialog opens at once. */
export function preloadOverlays(): void {
  const idle = window.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 1500));
  // A failure says nothing yet: whoever opens an overlay tries again and is told.
  idle(() => void loadOverlays().catch(() => undefined));
}

/** The overlays once they are there, from the first time they are wanted. `onFail`: they cannot be fetched. */
export function useOverlays(wanted: boolean, onFail?: () => void): Overlays | undefined {
  const parts = useStore(loaded);
  const [ever, setEver] = useState(wanted);
  if (wanted && !ever) setEver(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one try for each time it is wanted.
  useEffect(() => {
    if (!wanted || parts) return;
    loadOverlays().catch(() => {
      toast({ kind: "failed", text: t("errors.offline") });
      onFail?.();
    });
  }, [wanted]);
  return ever ? parts : undefined;
}
