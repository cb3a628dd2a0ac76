import { Clock, TriangleAlert } from "lucide-react";
import { useNow } from "../../lib/clock";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { urgencyOf } from "./columns";

const urgencies = {
  calm: { look: "", sign: "text-muted", Icon: Clock },
  long: { look: "font-semibold text-warn", sign: "", Icon: Clock },
  late: { look: "font-semibold text-bad", sign: "", Icon: TriangleAlert },
} as const;

const minute = 60_000;

interface Props {
  /** When it came into the queue. */
  since: string;
  /** Says what it is, where no column does. */
  named?: boolean;
}

/** How long somebody has waited in the queue: the longer, the stronger, by sign, weight and colour. */
export function Waited({ since, named = false }: Props) {
  const t = useT();
  const words = useTime();
  const now = useNow(15_000);
  const passed = now - Date.parse(since);
  const { look, sign, Icon } = urgencies[urgencyOf(passed)];
  return (
    <time
      dateTime={since}
      title={words.full(since)}
      className={cx("inline-flex max-w-full items-center gap-1.5 whitespace-nowrap tabular-nums", look)}
    >
      <Icon aria-hidden="true" size={14} className={cx("shrink-0", sign)} />
      {named && <span className="sr-only">{t("customers.column_queue")} </span>}
      <span className="truncate">
        {passed < minute ? words.since(since, now) : words.length(passed - (passed % minute))}
      </span>
    </time>
  );
}
