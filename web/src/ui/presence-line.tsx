import { useT } from "../lib/i18n";
import { PresenceDot } from "./presence-dot";

/** Whether somebody is there, in a word and a sign. */
export function PresenceLine({ state }: { state: "online" | "offline" }) {
  const t = useT();
  return (
    <span className="inline-flex items-center gap-1">
      <PresenceDot state={state} />
      {t(`app.presence_${state}`)}
    </span>
  );
}
