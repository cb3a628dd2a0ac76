import { Moon } from "lucide-react";
import { useEffect, useState } from "react";
import { setMyPresence, useBootstrap } from "../features/account/api";
import { useT } from "../lib/i18n";
import { watchActivity } from "../realtime/activity";
import { tellActive } from "../realtime/hub";
import { Button } from "../ui/button";
import { BannerLine } from "./banner-line";

/** Says that one gets no new conversations, with the way back. Also tells the server of keyboard and mouse. */
export function AwayBanner() {
  const t = useT();
  const { presence } = useBootstrap().me.member;
  const [busy, setBusy] = useState(false);
  useEffect(() => watchActivity(window, tellActive), []);
  const back = async () => {
    setBusy(true);
    await setMyPresence("online");
    setBusy(false);
  };
  return (
    <div role="status" className="shrink-0">
      {presence.state === "offline" && (
        <BannerLine
          icon={<Moon size={16} />}
          action={
            <Button size="small" busy={busy} onClick={() => void back()}>
              {t("app.away_back")}
            </Button>
          }
        >
          {t("app.away")}
        </BannerLine>
      )}
    </div>
  );
}
