import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import type { WhatIf } from "./api";

/** Writes how long somebody waited, from seconds. */
export function useLength(): (seconds: number) => string {
  const t = useT();
  const time = useTime();
  return (seconds) => (seconds === 0 ? t("whatif.at_once") : time.length(seconds * 1000));
}

/** Writes when a point was: its day, or its day and hour; the hour alone where all points are of one day. */
export function useNaming(step: WhatIf["step"], oneDay = false): (at: string) => string {
  const time = useTime();
  return (at) => {
    // Far from today a row's time is a date, never "yesterday".
    const day = time.row(at, Date.parse(at) + 30 * 86_400_000);
    if (step === "day") return day;
    return oneDay ? time.clock(at) : `${day} ${time.clock(at)}`;
  };
}
