import { useT } from "../../lib/i18n";
import { PresenceDot } from "../../ui/presence-dot";
import type { Member } from "../account/api";

/** Whether somebody is there, in a word and a sign. */
export function PresenceLine({ state }: Pick<Member["presence"], "state">) {
  const t = useT();
  return (
    <span className="inline-flex items-center gap-1">
      <PresenceDot state={state} />
      {t(`app.presence_${state}`)}
    </span>
  );
}
