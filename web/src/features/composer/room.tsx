import { cx } from "../../lib/cx";
import { lengthOf } from "./rules";

/** How much of a limit is used, as 12/20. */
export function Room({ text, most }: { text: string; most: number }) {
  const used = lengthOf(text.trim());
  return (
    <span className={cx("text-12", used > most && "font-medium text-bad")} data-number="">
      {used}/{most}
    </span>
  );
}
