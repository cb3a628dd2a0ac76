import { type FocusEvent, useLayoutEffect, useRef, useState } from "react";

/**
 * Which one of many rows is in the tab order, by key: rows that come in above do not change it. When the row that has
 * the focus goes away, the focus moves to the one that takes its place, not to the top of the page.
 */
export function useRoving(keys: readonly string[], focusRow: (index: number) => void) {
  const [focused, setFocused] = useState<string>();
  const inside = useRef(false);
  const last = useRef(0);
  const found = focused === undefined ? -1 : keys.indexOf(focused);
  const current = found >= 0 ? found : Math.min(last.current, Math.max(0, keys.length - 1));

  useLayoutEffect(() => {
    last.current = current;
    const lost = found < 0 && focused !== undefined && inside.current && document.activeElement === document.body;
    if (lost && keys.length > 0) focusRow(current);
  });

  const handlers = {
    onFocus: () => {
      inside.current = true;
    },
    onBlur: (event: FocusEvent) => {
      // A row that goes away blurs to nothing; somebody who goes elsewhere blurs to somewhere.
      if (event.relatedTarget) inside.current = false;
    },
  };
  return { current, setFocused, handlers };
}
