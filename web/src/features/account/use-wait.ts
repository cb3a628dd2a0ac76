import { useCallback, useState } from "react";
import { now, useNow } from "../../lib/clock";

/** Counts a wait down. `left` is in whole seconds, 0 when it is over or none was begun. */
export function useWait(): { left: number; begin: (seconds: number) => void } {
  const [until, setUntil] = useState(0);
  const at = useNow(1000);
  const begin = useCallback((seconds: number) => setUntil(now() + seconds * 1000), []);
  return { left: Math.max(0, Math.ceil((until - at) / 1000)), begin };
}
