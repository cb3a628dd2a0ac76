import type { ComponentPropsWithRef, ReactNode } from "react";
import { cx } from "../lib/cx";
import { Spinner } from "./spinner";
import type { TipSide } from "./tooltip";

interface Props extends Omit<ComponentPropsWithRef<"button">, "children" | "aria-label"> {
  /** What it does: its name, and the text of its tooltip. */
  label: string;
  icon: ReactNode;
  /** On its own ground, like the one main button of a bar. */
  look?: "quiet" | "primary" | undefined;
  /** Where the tooltip stands; `none` for no tooltip. Default below. */
  tip?: TipSide | "none" | undefined;
  busy?: boolean | undefined;
}

/** A button with only an icon. */
export function IconButton({ label, icon, look = "quiet", tip = "bottom", busy = false, className, ...rest }: Props) {
  const tooltip = tip === "none" ? {} : { "data-tip": label, "data-tip-side": tip };
  return (
    <button
      type="button"
      {...rest}
      {...tooltip}
      onClick={busy ? undefined : rest.onClick}
      aria-label={label}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest["aria-disabled"]}
      className={cx(
        "target inline-flex shrink-0 items-center justify-center rounded-control transition-colors duration-120",
        "disabled:opacity-50 disabled:cursor-default aria-pressed:bg-selected aria-expanded:bg-hover forced-edge",
        look === "primary"
          ? "bg-brand text-on-brand hover:bg-brand-strong"
          : "text-muted hover:bg-hover hover:text-ink",
        className,
      )}
    >
      {busy ? <Spinner /> : icon}
    </button>
  );
}
