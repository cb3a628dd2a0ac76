/** Where a tooltip stands; `end` is below, aligned with the far edge: for what stands at the screen's edge. */
export type TipSide = "top" | "bottom" | "left" | "right" | "end";

/** Lets Esc hide the tooltip in view until the pointer or the focus moves on (WCAG 1.4.13). Call once. */
export function watchTips(): () => void {
  const root = document.documentElement;
  const hide = (event: KeyboardEvent) => {
    if (event.key === "Escape") root.dataset.tips = "off";
  };
  const show = () => delete root.dataset.tips;
  document.addEventListener("keydown", hide);
  document.addEventListener("focusin", show);
  document.addEventListener("pointerover", show);
  return () => {
    document.removeEventListener("keydown", hide);
    document.removeEventListener("focusin", show);
    document.removeEventListener("pointerover", show);
  };
}
