import { memo } from "react";
import { cx } from "../../lib/cx";
import type { WhatIf } from "./api";
import type { Measure } from "./rules";

/** A broad hatched column: what happened. The hatching is its own, so that no colour need tell it from the other. */
export const happenedLook =
  "block w-full min-h-0.5 rounded-t-[2px] border border-b-0 border-line-strong bg-[repeating-linear-gradient(135deg,var(--color-line-strong)_0_1px,transparent_1px_4px)]";

/** A narrow full column: what would have been. */
export const wouldLook = "block w-2/5 min-w-0.5 min-h-0.5 rounded-t-[1px] bg-brand forced:bg-[Highlight]";

interface Props extends Pick<WhatIf, "series"> {
  measure: Measure;
  /** How many seconds the picture reaches up to. */
  top: number;
  /** The point that is read out. */
  read: number;
}

/** One pair of columns for each point, one in front of the other. Where nobody came there is none. */
export const Columns = memo(function Columns({ series, measure, top, read }: Props) {
  return (
    <div aria-hidden="true" className="absolute inset-0 flex">
      {series.map(({ at, happened, would }, i) => (
        <span key={at} className={cx("relative flex-1 rounded-t-[2px]", i === read && "bg-selected forced-edge")}>
          {happened.count > 0 && (
            <>
              <span
                className="absolute inset-x-[12%] bottom-0"
                style={{ height: `${(happened[measure] / top) * 100}%` }}
              >
                <span className={cx(happenedLook, "h-full")} />
              </span>
              <span
                className="absolute inset-x-[12%] bottom-0 flex items-end justify-center"
                style={{ height: `${(would[measure] / top) * 100}%` }}
              >
                <span className={cx(wouldLook, "h-full")} />
              </span>
            </>
          )}
        </span>
      ))}
    </div>
  );
});
