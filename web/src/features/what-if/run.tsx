import { useDelayed } from "../../lib/delayed";
import { useT } from "../../lib/i18n";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";

/** Says that a replay is under way, once it takes a while, with the way to give it up. */
export function Counting({ busy, onStop }: { busy: boolean; onStop: () => void }) {
  const t = useT();
  const shown = useDelayed(busy);
  if (!shown) return null;
  return (
    <Banner
      live
      actions={
        <Button size="small" onClick={onStop}>
          {t("whatif.stop")}
        </Button>
      }
    >
      {t("whatif.counting")}
    </Banner>
  );
}

/** Says that a replay was given up. */
export function Stopped({ former, onAgain }: { former: boolean; onAgain: () => void }) {
  const t = useT();
  return (
    <Banner
      kind="warn"
      live
      actions={
        <Button size="small" onClick={onAgain}>
          {t("whatif.again")}
        </Button>
      }
    >
      {t(former ? "whatif.stopped_former" : "whatif.stopped")}
    </Banner>
  );
}
