import { CloudOff, RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";
import { useT } from "../lib/i18n";
import { online } from "../lib/network";
import { useStore } from "../lib/store";
import type { LineState } from "../realtime/frames";
import { hurry, lineState } from "../realtime/hub";
import { Button } from "../ui/button";
import { Spinner } from "../ui/spinner";
import { BannerLine } from "./banner-line";

/** Milliseconds for which a trouble is kept quiet: most connections are back at the first try. */
export const holdBack = 1500;

type Trouble = "offline" | "reconnecting" | "lost";

/** What is wrong with the connection, if anything. */
export function troubleOf(isOnline: boolean, line: LineState | undefined): Trouble | undefined {
  if (!isOnline) return "offline";
  return line === "reconnecting" || line === "lost" ? line : undefined;
}

/** A line above everything while the connection is in trouble. */
export function ConnectionBanner() {
  const t = useT();
  const trouble = useHeld(troubleOf(useStore(online), useStore(lineState)));
  return (
    <div role="status" className="shrink-0">
      {trouble === "offline" && <BannerLine icon={<CloudOff size={16} />}>{t("app.offline")}</BannerLine>}
      {trouble === "reconnecting" && <BannerLine icon={<Spinner />}>{t("app.reconnecting")}</BannerLine>}
      {trouble === "lost" && (
        <BannerLine
          icon={<RefreshCw size={16} />}
          action={
            <Button size="small" onClick={hurry}>
              {t("common.retry")}
            </Button>
          }
        >
          {t("app.lost")}
        </BannerLine>
      )}
    </div>
  );
}

/** A trouble once it has lasted; its end at once. */
function useHeld(trouble: Trouble | undefined): Trouble | undefined {
  const [lasting, setLasting] = useState(false);
  const troubled = trouble !== undefined;
  useEffect(() => {
    if (!troubled) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), holdBack);
    return () => clearTimeout(timer);
  }, [troubled]);
  return lasting ? trouble : undefined;
}
