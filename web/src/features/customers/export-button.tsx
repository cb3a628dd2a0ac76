import { Download } from "lucide-react";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { toast } from "../../lib/toast";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Spinner } from "../../ui/spinner";
import { useMay } from "../account/api";
import { fileAddress } from "./api";
import { cancelTaking, takeFile, taking } from "./take-file";
import { useFilters } from "./use-filters";

/** Fetches a file and says so when it is there: by then one may be on another page. */
function useTake(): (from: string) => Promise<void> {
  const t = useT();
  return async (from) => {
    const rows = await takeFile(from);
    if (rows >= 0) toast({ text: t("customers.exported", { count: rows }) });
  };
}

/** The list as a file, for those who may take it away. */
export function ExportButton() {
  const t = useT();
  const [search] = useFilters();
  const may = useMay("export");
  const take = useTake();
  const now = useStore(taking);
  if (!may) return null;
  return (
    <Button
      icon={<Download size={16} />}
      className="max-sm:gap-0"
      busy={now !== undefined && now.error === undefined}
      onClick={() => void take(fileAddress(search))}
    >
      <span className="max-sm:sr-only">{t("customers.export")}</span>
    </Button>
  );
}

/** How far the file is, with a way to stop it; or why it did not come. */
export function ExportState() {
  const t = useT();
  const take = useTake();
  const now = useStore(taking);
  if (!now) return null;
  const failed = now.error !== undefined;
  const actions = (
    <>
      {failed && (
        <Button size="small" onClick={() => void take(now.from)}>
          {t("common.retry")}
        </Button>
      )}
      <Button size="small" look="quiet" onClick={cancelTaking}>
        {t(failed ? "common.close" : "common.cancel")}
      </Button>
    </>
  );
  return (
    <Banner live={failed} kind={failed ? "bad" : "told"} actions={actions}>
      {failed ? (
        t("customers.export_failed", { why: errorWords(t, now.error) })
      ) : (
        <span className="flex items-center gap-2 tabular-nums">
          <Spinner />
          {t("customers.exporting", { count: now.rows })}
        </span>
      )}
    </Banner>
  );
}
