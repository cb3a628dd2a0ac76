import { Check, CircleAlert } from "lucide-react";
import type { AutoSave } from "../lib/auto-save";
import { errorWords } from "../lib/error-words";
import { useT } from "../lib/i18n";
import { Button } from "./button";
import { Spinner } from "./spinner";

/**
 * How the saving of a field stands. What goes well is told beside the label, where nothing has to move for it; a
 * failure, with its reason and a way to try again, below the field. The parent is `relative`.
 */
export function SaveState({
  of: { state, error, retry },
}: {
  of: Pick<AutoSave<unknown>, "state" | "error" | "retry">;
}) {
  const t = useT();
  return (
    <div role="status" className="text-13 text-muted">
      {state === "saving" && (
        <span className={beside}>
          <Spinner size={14} />
          {t("ui.saving")}
        </span>
      )}
      {state === "saved" && (
        <span className={beside}>
          <Check aria-hidden="true" size={14} className="text-ok" />
          {t("common.saved")}
        </span>
      )}
      {state === "failed" && (
        <span className="mt-1 flex flex-wrap items-center gap-2 text-bad">
          <CircleAlert aria-hidden="true" size={16} className="shrink-0" />
          <span className="min-w-0 flex-1">{t("ui.save_failed", { why: errorWords(t, error) })}</span>
          <Button size="small" onClick={retry}>
            {t("common.retry")}
          </Button>
        </span>
      )}
    </div>
  );
}

const beside = "absolute end-0 top-0 flex animate-arrive items-center gap-1.5";
