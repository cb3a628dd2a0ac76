import { useState } from "react";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { useBootstrap } from "../account/api";
import { type AllocationTrial, tryAllocation } from "./allocation-api";
import { outcomeWords } from "./allocation-words";

/** Asks the service about an invented conversation, and shows what it answered and what would be done. */
export function AllocationTrialButton({ url }: { url: string }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [got, setGot] = useState<AllocationTrial>();
  const [failed, setFailed] = useState<unknown>();
  const run = async () => {
    setBusy(true);
    setFailed(undefined);
    setGot(undefined);
    try {
      setGot(await tryAllocation(url));
    } catch (error) {
      setFailed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button className="self-start" busy={busy} disabled={url.trim() === ""} onClick={() => void run()}>
        {t("routing.custom_test")}
      </Button>
      {failed !== undefined && (
        <Banner kind="bad" live>
          {errorWords(t, failed)}
        </Banner>
      )}
      {got && <Trial got={got} />}
    </>
  );
}

function Trial({ got }: { got: AllocationTrial }) {
  const t = useT();
  const { members } = useBootstrap();
  return (
    <Banner kind={got.outcome === "failed" ? "bad" : "ok"} live>
      <p>{outcomeWords(t, got, members)}</p>
      {got.status > 0 && <p>{t("routing.custom_answered", { status: got.status, took: got.took_ms })}</p>}
      {got.answer !== "" && (
        <pre className="mt-1 overflow-x-auto whitespace-pre-wrap break-all text-12">{got.answer}</pre>
      )}
    </Banner>
  );
}
