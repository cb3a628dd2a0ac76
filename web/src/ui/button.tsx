import type { ComponentPropsWithRef, MouseEvent, ReactNode } from "react";
import { cx } from "../lib/cx";
import { Spinner } from "./spinner";

export type ButtonLook = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "normal" | "small";

interface LookOptions {
  look?: ButtonLook | undefined;
  size?: ButtonSize | undefined;
  /** As wide as its parent. */
  wide?: boolean | undefined;
}

interface Props extends ComponentPropsWithRef<"button">, LookOptions {
  /** Stands before the words; decorative. */
  icon?: ReactNode;
  /** Work is going on: a ring covers the words, the width and the focus stay, and clicks do nothing. */
  busy?: boolean | undefined;
}

const looks: Record<ButtonLook, string> = {
  primary: "bg-brand text-on-brand hover:bg-brand-strong border-transparent",
  secondary: "bg-surface text-ink hover:bg-hover border-line-strong",
  quiet: "text-ink hover:bg-hover border-transparent",
  danger: "bg-bad text-on-bad hover:bg-bad-strong border-transparent",
};

const sizes: Record<ButtonSize, string> = {
  normal: "target px-3.5 py-1.5",
  small: "min-h-7 coarse:min-h-11 px-2.5 py-0.5 text-13",
};

/** The classes of a button, for links that look like one. */
export function buttonClasses({ look = "secondary", size = "normal", wide }: LookOptions): string {
  return cx(
    "relative inline-flex items-center justify-center gap-2 rounded-control border font-medium text-center",
    "transition-colors duration-120 disabled:opacity-50 aria-disabled:opacity-60 disabled:cursor-default forced-edge",
    looks[look],
    sizes[size],
    wide && "w-full",
  );
}

/** A button. It never sends a form unless `type="submit"` is given. */
export function Button({ look, size, wide, icon, busy = false, className, children, onClick, ...rest }: Props) {
  const click = (event: MouseEvent<HTMLButtonElement>) => (busy ? event.preventDefault() : onClick?.(event));
  return (
    <button
      type="button"
      {...rest}
      onClick={click}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest["aria-disabled"]}
      className={cx(buttonClasses({ look, size, wide }), className)}
    >
      {icon && <span className={cx("inline-flex shrink-0", busy && "opacity-0")}>{icon}</span>}
      <span className={cx(busy && "opacity-0")}>{children}</span>
      {busy && (
        <span className="absolute inset-0 flex items-center justify-center">
          <Spinner />
        </span>
      )}
    </button>
  );
}
