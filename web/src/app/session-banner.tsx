import { useEffect, useState } from "react";
import { codeWords } from "../lib/error-words";
import { onUnauthenticated } from "../lib/http";
import { useT } from "../lib/i18n";
import { useStore } from "../lib/store";
import { lineState } from "../realtime/hub";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";

/** Says that the session has ended, without taking away what somebody is writing. */
export function SessionBanner() {
  const t = useT();
  const [told, setTold] = useState(false);
  const refused = useStore(lineState, (line) => line === "refused");
  useEffect(() => onUnauthenticated(() => setTold(true)), []);
  if (!told && !refused) return null;
  return (
    <Banner
      live
      kind="bad"
      className="m-2"
      actions={
        <Button size="small" onClick={() => location.reload()}>
          {t("app.reload")}
        </Button>
      }
    >
      {codeWords(t, "unauthenticated")}
    </Banner>
  );
}
