import type { ReactNode } from "react";
import { cx } from "../lib/cx";
import { useDelayed } from "../lib/delayed";
import { useT } from "../lib/i18n";

interface Props {
  /** Rows to stand in for; default 6. */
  rows?: number | undefined;
  /** Height of one row in pixels: exactly that of the real rows, so that nothing moves when they come. Default 72. */
  rowHeight?: number | undefined;
  /** With a round face at the start of each row. */
  face?: boolean | undefined;
}

/** Grey rows in place of a list that is on its way. */
export function SkeletonRows({ rows = 6, rowHeight = 72, face = true }: Props) {
  const t = useT();
  return (
    <div role="status">
      <span className="sr-only">{t("common.loading")}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: rows that stand for nothing have no other identity.
          key={row}
          aria-hidden="true"
          style={{ height: rowHeight }}
          className="flex items-center gap-4 border-b px-4"
        >
          {face && <span className="size-10 shrink-0 animate-pulse rounded-chip bg-line" />}
          <span className="flex flex-1 flex-col gap-2">
            <Line width={row % 2 ? "w-2/5" : "w-1/3"} />
            {rowHeight >= 56 && <Line width={row % 2 ? "w-3/5" : "w-4/5"} />}
          </span>
        </div>
      ))}
    </div>
  );
}

function Line({ width }: { width: string }) {
  return <span className={cx("block h-3 animate-pulse rounded-[4px] bg-line", width)} />;
}

interface LoadingProps {
  busy: boolean;
  /** Shown while busy, if that lasts: not before 300 ms, and then for at least 500 ms. */
  skeleton: ReactNode;
  children: ReactNode;
}

/** Shows a skeleton in place of its content while that is on its way, without a flash when it comes quickly. */
export function Loading({ busy, skeleton, children }: LoadingProps) {
  const shown = useDelayed(busy);
  if (shown) return skeleton;
  return busy ? null : children;
}
