import { useEffect, useRef } from "react";
import { onFocusWish, takeFocusWish } from "../conversations/api";

/** The text area of the composer, which takes the focus when somebody wants to write in this conversation. */
export function useComposerFocus(conversation: string) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const heed = () => {
      // What opened the wish, such as a menu, takes the focus back as it closes; this comes after.
      if (takeFocusWish(conversation)) setTimeout(() => focusEnd(area.current), 30);
    };
    heed();
    return onFocusWish(heed);
  }, [conversation]);
  return area;
}

/** Focuses a text area with the caret behind its text. */
function focusEnd(area: HTMLTextAreaElement | null): void {
  area?.focus();
  area?.setSelectionRange(area.value.length, area.value.length);
}
