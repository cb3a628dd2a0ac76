import type { ReactNode } from "react";

export type TipSide = "top" | "bottom" | "left" | "right" | "end";

interface Props {
  text: string;
  /** Default below. `end` is below, aligned with the far edge: for what stands at the screen's edge. */
  side?: TipSide;
  children: ReactNode;
}

/**
 * Text that appears while its content is pointed at. Never the only place of a fact: people on phones do not see it,
 * and it is not read out. For buttons use `IconButton`, which has its own.
 */
export function Tooltip({ text, side = "bottom", children }: Props) {
  return (
    <span data-tip={text} data-tip-side={side} className="inline-flex max-w-full">
      {children}
    </span>
  );
}

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
