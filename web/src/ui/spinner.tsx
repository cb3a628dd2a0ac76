import { cx } from "../lib/cx";

interface Props {
  /** Pixels; default 16. */
  size?: number;
  className?: string;
}

/** A turning ring, for the eye only: whoever shows it says "busy" in words or by `aria-busy`. */
export function Spinner({ size = 16, className }: Props) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 16 16" className={cx("animate-turn", className)}>
      <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" strokeWidth="2" opacity="0.25" />
      <path d="M8 1.5A6.5 6.5 0 0 1 14.5 8" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
