import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef, ReactNode } from "react";
import { cx } from "../lib/cx";
import { Count } from "./badge";

interface Props extends ComponentPropsWithRef<"a"> {
  icon: ReactNode;
  /** How many there are behind it; 0 draws nothing. */
  count: number;
  /** The same as words, for screen readers. */
  countLabel: string;
}

/** One of a few places side by side, in the shape of one bar. */
export const ChoiceLink = createLink(({ icon, count, countLabel, className, children, ...rest }: Props) => (
  <a
    {...rest}
    className={cx(
      "inline-flex min-h-7.5 min-w-0 flex-1 items-center justify-center gap-1.5 rounded-[6px] border border-transparent px-2 text-13 text-muted hover:text-ink coarse:min-h-11",
      "aria-[current=page]:border-line aria-[current=page]:bg-surface aria-[current=page]:font-medium aria-[current=page]:text-ink forced:aria-[current=page]:underline",
      className,
    )}
  >
    {icon}
    <span className="truncate">{children}</span>
    <Count count={count} most={99} label={countLabel} />
  </a>
));
