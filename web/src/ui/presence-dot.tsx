import { cx } from "../lib/cx";

interface Props {
  state: "online" | "offline";
  className?: string;
}

/** Full for who is there, hollow for who is not. Decorative: the word stands with it. */
export function PresenceDot({ state, className }: Props) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        "inline-block size-2.5 shrink-0 rounded-chip border-2 forced-edge",
        state === "online" ? "border-surface bg-ok" : "border-muted bg-surface",
        className,
      )}
    />
  );
}
