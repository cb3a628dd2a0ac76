import { useNavigate } from "@tanstack/react-router";
import { Hand } from "lucide-react";
import { useState } from "react";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { useBootstrap } from "../account/api";
import { takeNext } from "./acts";
import { useView } from "./address";
import { useCounts } from "./counts";
import { askForFocus } from "./focus";

/** "Get new chat": takes the conversation that waits longest and opens it. Absent for who may not take any. */
export function NextButton({ wide = false }: { wide?: boolean }) {
  const t = useT();
  const { queue } = useCounts(useView().kind);
  const mayClaim = useBootstrap().me.can.claim === true;
  const takeOne = useTakeNext();
  const [busy, setBusy] = useState(false);
  if (!mayClaim || (wide && queue === 0)) return null;
  const press = async () => {
    setBusy(true);
    await takeOne();
    setBusy(false);
  };
  return (
    <Button
      look={wide ? "primary" : "secondary"}
      size={wide ? "normal" : "small"}
      icon={<Hand size={16} />}
      busy={busy}
      disabled={queue === 0}
      className="shrink-0 whitespace-nowrap"
      onClick={() => void press()}
    >
      {t(wide ? "inbox.take_next" : "inbox.take_next_short")}
    </Button>
  );
}

/** Takes the next conversation of the kind one looks at and goes there. */
export function useTakeNext(): () => Promise<void> {
  const go = useNavigate();
  const { kind } = useView();
  return async () => {
    const id = await takeNext(kind);
    if (!id) return;
    askForFocus(id);
    await go({ to: "/inbox/$id", params: { id }, search: (now) => ({ ...now, q: undefined, tab: "mine" }) });
  };
}
