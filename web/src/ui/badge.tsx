import type { ReactNode } from "react";
import { cx } from "../lib/cx";

export type BadgeKind = "plain" | "brand" | "ok" | "warn" | "bad";

interface Props {
  kind?: BadgeKind | undefined;
  /** Stands before the words, so that the colour is never the only sign. */
  icon?: ReactNode;
  children: ReactNode;
}

const kinds: Record<BadgeKind, string> = {
  plain: "bg-in text-muted",
  brand: "bg-selected text-brand",
  ok: "bg-ok-ground text-ok",
  warn: "bg-warn-ground text-warn",
  bad: "bg-bad-ground text-bad",
};

/** A state in one or two words. */
export function Badge({ kind = "plain", icon, children }: Props) {
  return (
    <span
      className={cx(
        "inline-flex max-w-full items-center gap-1 rounded-chip px-2 py-px text-12 font-medium forced-edge",
        kinds[kind],
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}

interface CountProps {
  count: number;
  /** What is counted, for screen readers: "8 belum dibaca". */
  label: string;
  /** Greatest number that is written out; default 9, then "9+". */
  most?: number | undefined;
}

/** How many wait. Nothing is drawn for 0. */
export function Count({ count, label, most = 9 }: CountProps) {
  if (count <= 0) return null;
  return (
    <span className="inline-flex h-5 min-w-5 items-center justify-center rounded-chip bg-brand px-1.5 text-12 font-semibold text-on-brand forced-edge">
      <span aria-hidden="true" data-number="">
        {count > most ? `${most}+` : count}
      </span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
