import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";

/** Writes how long somebody waited, from seconds. */
export function useLength(): (seconds: number) => string {
  const t = useT();
  const time = useTime();
  return (seconds) => (seconds === 0 ? t("whatif.at_once") : time.length(seconds * 1000));
}
