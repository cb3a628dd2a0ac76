import { Hourglass, Timer } from "lucide-react";
import { useNow } from "../../lib/clock";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { useWindow } from "./messaging-window";
import { useChannel } from "./people";
import type { Row } from "./rules";

/** Below this many milliseconds the session calls for attention. */
const nearEnd = 60 * 60_000;

/** How long the conversation stays with its agent, or, where a channel counts that, how long one may write freely. */
export function SessionClock({ row }: { row: Row }) {
  const { state, left } = useWindow(row);
  if (state === "closed") return <WindowClosed end={row.window_ends_at ?? ""} />;
  if (state === "none") return <Session row={row} />;
  if (state === "late") return <LateClock row={row} left={left} />;
  return <Clock words="inbox.window_left" left={left} end={row.window_ends_at ?? ""} near={state === "ending"} />;
}

function Session({ row }: { row: Row }) {
  const left = Date.parse(row.session_ends_at) - useNow();
  if (row.state !== "handled" || left <= 0) return null;
  return <Clock words="inbox.session_left" left={left} end={row.session_ends_at} near={left < nearEnd} />;
}

function WindowClosed({ end }: { end: string }) {
  const t = useT();
  const words = useTime();
  return (
    <span
      title={t("inbox.ended_at", { time: words.full(end) })}
      className="flex shrink-0 items-center gap-1 font-medium text-warn"
    >
      <Hourglass aria-hidden="true" size={13} className="shrink-0" />
      <span className="@max-[420px]:sr-only">{t("inbox.window_closed_short")}</span>
    </span>
  );
}

/** How long a person may still answer after the window has closed. */
function LateClock({ row, left }: { row: Row; left: number }) {
  const late = useChannel(row.channel_id)?.late_seconds ?? 0;
  const end = new Date(Date.parse(row.window_ends_at ?? "") + late * 1000).toISOString();
  return <Clock words="inbox.window_late_left" left={left} end={end} near />;
}

interface ClockProps {
  words: "inbox.session_left" | "inbox.window_left" | "inbox.window_late_left";
  /** Milliseconds. */
  left: number;
  end: string;
  near: boolean;
}

function Clock({ words: key, left, end, near }: ClockProps) {
  const t = useT();
  const words = useTime();
  const now = useNow();
  return (
    <span
      title={t("inbox.ends_at", { time: words.full(end) })}
      className={cx("flex shrink-0 items-center gap-1", near && "font-medium text-warn")}
    >
      <Timer aria-hidden="true" size={13} />
      <span className="@max-[740px]:sr-only">{t(key, { time: words.length(left) })}</span>
      <span aria-hidden="true" className="@min-[740px]:hidden">
        {words.since(now - left, now)}
      </span>
    </span>
  );
}
