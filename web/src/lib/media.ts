import { useCallback, useSyncExternalStore } from "react";

/** Whether the window is wide enough for a rail beside the content; below, one thing is shown at a time. */
export const wideWindow = "(min-width: 48rem)";
/** Whether there is room for the contact panel beside the conversation; below, it is a sheet. */
export const veryWideWindow = "(min-width: 80rem)";

/** Whether a media query holds, for a component. For what only looks different, use classes instead. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
