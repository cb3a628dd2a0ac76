import type { RefObject } from "react";

/** The look that all floating lists share. */
export const popupClasses =
  "z-50 max-h-[var(--available-height)] max-w-[var(--available-width)] overflow-y-auto rounded-card border bg-raised p-1 shadow-float outline-none " +
  "transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0";

export const itemClasses =
  "flex min-h-9 w-full cursor-default select-none items-center gap-2.5 rounded-control px-2.5 py-1.5 text-start outline-none " +
  "coarse:min-h-11 data-highlighted:bg-hover data-disabled:opacity-50 " +
  "forced:data-highlighted:[outline:2px_solid_Highlight]";

/**
 * Where the focus goes when something floating has closed: back to its opener, unless what was chosen in it has the focus
 * by now, such as the first field of a dialog. Whoever types there already must not lose a letter.
 */
export function backTo(opener: RefObject<HTMLElement | null>, popup: RefObject<HTMLElement | null>) {
  return () => {
    const focused = document.activeElement;
    const inside = popup.current?.contains(focused) || focused?.closest("[role=menu]");
    return !focused || focused === document.body || inside ? opener.current : false;
  };
}
