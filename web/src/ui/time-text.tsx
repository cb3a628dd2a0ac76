import { useNow } from "../lib/clock";
import { type Moment, millis, useTime } from "../lib/time";

interface Props {
  at: Moment;
  /** `clock` 12.59 · `row` for lists · `since` how long ago · `ago` the same as a phrase · `day` · `full`. Default `row`. */
  as?: "clock" | "row" | "since" | "ago" | "day" | "full" | undefined;
  className?: string | undefined;
}

/** A moment in the workspace's zone, kept up to date. Pointing at it shows the full date and the zone. */
export function TimeText({ at, as = "row", className }: Props) {
  const words = useTime();
  // A waiting time may be late by a quarter of a minute, not by a whole one.
  const now = useNow(as === "since" ? 15_000 : 60_000);
  const text = as === "clock" || as === "full" ? words[as](at) : words[as](at, now);
  return (
    <time
      dateTime={new Date(millis(at)).toISOString()}
      title={as === "full" ? undefined : words.full(at)}
      className={className}
    >
      {text}
    </time>
  );
}
