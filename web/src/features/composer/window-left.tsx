import { Hourglass } from "lucide-react";
import { useEffect, useRef } from "react";
import { announce } from "../../lib/announce";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { type Row, useWindow } from "../conversations/api";

/** How long one may still write freely, once that is not long any more. Said aloud as it becomes so, and as it ends. */
export function WindowLeft({ row }: { row: Row }) {
  const t = useT();
  const words = useTime();
  const { state, left } = useWindow(row);
  const before = useRef(state);
  useEffect(() => {
    const was = before.current;
    before.current = state;
    if (was !== "open" && was !== "ending" && was !== "late") return;
    if (state === "closed") announce(t("composer.window_closed_now"));
    else if (state === "late" && was !== "late") announce(t("composer.window_late"));
    else if (state === "ending" && was === "open") announce(t("inbox.window_left", { time: words.length(left) }));
  }, [state, left, t, words]);
  if (state !== "ending" && state !== "late") return null;
  return (
    // On phones the head of the conversation says it.
    <span className="ms-auto flex min-w-0 max-sm:hidden items-center gap-1 pe-2 text-12 font-medium text-warn">
      <Hourglass aria-hidden="true" size={13} className="shrink-0" />
      <span className="truncate">
        {t(state === "late" ? "inbox.window_late_left" : "inbox.window_left", { time: words.length(left) })}
      </span>
    </span>
  );
}
