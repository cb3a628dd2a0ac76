import { Timer } from "lucide-react";
import { useNow } from "../../lib/clock";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import type { Row } from "./rules";

/** Below this many milliseconds the clock calls for attention. */
const nearEnd = 60 * 60_000;

/** How long the conversation stays with its agent, or how long one may still write freely. */
export function SessionClock({ row }: { row: Row }) {
  const t = useT();
  const words = useTime();
  const now = useNow();
  const window = row.window_ends_at ? Date.parse(row.window_ends_at) - now : undefined;
  const session = Date.parse(row.session_ends_at) - now;
  const left = window ?? session;
  if ((row.state !== "handled" && window === undefined) || left <= 0) return null;
  const text = t(window === undefined ? "inbox.session_left" : "inbox.window_left", { time: words.length(left) });
  const end = window === undefined ? row.session_ends_at : (row.window_ends_at ?? "");
  return (
    <span
      title={t("inbox.ends_at", { time: words.full(end) })}
      className={cx("flex shrink-0 items-center gap-1", left < nearEnd && "font-medium text-warn")}
    >
      <Timer aria-hidden="true" size={13} />
      <span className="@max-[620px]:sr-only">{text}</span>
      <span aria-hidden="true" className="@min-[620px]:hidden">
        {words.since(now - left, now)}
      </span>
    </span>
  );
}
