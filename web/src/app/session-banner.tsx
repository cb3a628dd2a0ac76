import { useEffect, useState } from "react";
import { useBootstrap } from "../features/account/api";
import { codeWords } from "../lib/error-words";
import { onUnauthenticated } from "../lib/http";
import { useT } from "../lib/i18n";
import { late } from "../lib/late";
import { useStore } from "../lib/store";
import { toast } from "../lib/toast";
import { lineState } from "../realtime/hub";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { leaving, resume } from "./visit";

const SessionEnded = late(async () => (await import("../features/account/session-ended")).SessionEnded);

/**
 * Says that the session has ended and lets one sign in over the page, without taking away what somebody is writing.
 * Whoever closes the dialog, to copy something first, keeps a line with the way back to it.
 */
export function SessionBanner() {
  const t = useT();
  const { member } = useBootstrap().me;
  const { ended, forget } = useEnded();
  const [closed, setClosed] = useState(false);
  const back = async () => {
    await resume(member.id);
    forget();
    setClosed(false);
    toast({ text: t("account.back") });
  };
  return (
    <>
      {ended && closed && (
        <Banner
          live
          kind="bad"
          className="m-2"
          actions={
            <Button size="small" onClick={() => setClosed(false)}>
              {t("account.sign_in_again")}
            </Button>
          }
        >
          {codeWords(t, "unauthenticated")}
        </Banner>
      )}
      {ended && <SessionEnded open={!closed} me={member} onClose={() => setClosed(true)} onDone={back} />}
    </>
  );
}

/** Whether the session has ended, as an answer of the API or the live connection tells. */
function useEnded() {
  const [told, setTold] = useState(false);
  const refused = useStore(lineState, (line) => line === "refused");
  const signingOut = useStore(leaving);
  useEffect(() => onUnauthenticated(() => setTold(true)), []);
  return { ended: (told || refused) && !signingOut, forget: () => setTold(false) };
}
