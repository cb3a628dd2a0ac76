import { Fragment } from "react";
import { keyCaps } from "../lib/chord";
import { cx } from "../lib/cx";
import { useT } from "../lib/i18n";
import { isMac } from "../lib/platform";

interface Props {
  /** As in `lib/chord.ts`: `mod+k`, `g i`. */
  keys: string;
  className?: string | undefined;
}

/** Keys as they are printed on this person's keyboard. */
export function Kbd({ keys, className }: Props) {
  const t = useT();
  return (
    <span className={cx("inline-flex shrink-0 items-center gap-1 whitespace-nowrap text-12 text-muted", className)}>
      {keyCaps(keys, isMac()).map((caps, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the keys of one sequence never move.
        <Fragment key={at}>
          {at > 0 && <span>{t("ui.then")}</span>}
          {caps.map((cap) => (
            <kbd
              key={cap}
              className="min-w-5 rounded-[4px] border border-line-strong bg-surface px-1 text-center font-sans"
            >
              {cap}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
