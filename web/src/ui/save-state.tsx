import { Check, CircleAlert } from "lucide-react";
import type { AutoSave } from "../lib/auto-save";
import { errorWords } from "../lib/error-words";
import { useT } from "../lib/i18n";
import { Button } from "./button";
import { Spinner } from "./spinner";

/** How the saving of a field stands, below it. The place stays, so that nothing moves. */
export function SaveState({
  of: { state, error, retry },
}: {
  of: Pick<AutoSave<unknown>, "state" | "error" | "retry">;
}) {
  const t = useT();
  return (
    <div role="status" className="flex min-h-5 flex-wrap items-center gap-1.5 text-13 text-muted">
      {state === "saving" && (
        <>
          <Spinner size={14} />
          {t("ui.saving")}
        </>
      )}
      {state === "saved" && (
        <>
          <Check aria-hidden="true" size={14} className="text-ok" />
          {t("common.saved")}
        </>
      )}
      {state === "failed" && (
        <>
          <CircleAlert aria-hidden="true" size={14} className="text-bad" />
          <span className="text-bad">{t("ui.save_failed", { why: errorWords(t, error) })}</span>
          <Button size="small" onClick={retry}>
            {t("common.retry")}
          </Button>
        </>
      )}
    </div>
  );
}
