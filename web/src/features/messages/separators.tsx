import { useNow } from "../../lib/clock";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";

/** Where a new day begins. */
export function DaySeparator({ at }: { at: string }) {
  const words = useTime();
  const now = useNow();
  return (
    <div className="flex justify-center px-4 py-3">
      <time
        dateTime={at.slice(0, 10)}
        className="rounded-chip border bg-surface px-3 py-0.5 text-12 font-medium text-muted"
      >
        {words.day(at, now)}
      </time>
    </div>
  );
}

/** Where begins what one has not read. */
export function UnreadSeparator({ count }: { count: number }) {
  const t = useT();
  return (
    <div className="flex items-center gap-3 px-4 pt-3 pb-1 text-12 font-semibold text-brand">
      <span aria-hidden="true" className="h-px flex-1 bg-brand" />
      {t("inbox.unread", { count })}
      <span aria-hidden="true" className="h-px flex-1 bg-brand" />
    </div>
  );
}
