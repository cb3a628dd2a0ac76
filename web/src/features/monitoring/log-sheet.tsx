import { useInfiniteQuery } from "@tanstack/react-query";
import { useT } from "../../lib/i18n";
import { queries } from "../../realtime/queries";
import { Button } from "../../ui/button";
import { Sheet } from "../../ui/dialog";
import { Failed } from "../../ui/failed";
import { PresenceLine } from "../../ui/presence-line";
import { Loading, SkeletonRows } from "../../ui/skeleton";
import { TimeText } from "../../ui/time-text";
import { presenceLog } from "./api";

/** When an agent came and went, and why. */
export function LogSheet({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const t = useT();
  return (
    <Sheet open onClose={onClose} title={t("monitoring.log", { name })}>
      <Log id={id} />
    </Sheet>
  );
}

function Log({ id }: { id: string }) {
  const t = useT();
  const log = useInfiniteQuery(presenceLog(id), queries);
  const changes = log.data?.pages.flatMap((page) => page.changes) ?? [];
  return (
    <Loading busy={log.isPending} skeleton={<SkeletonRows rows={5} rowHeight={52} face={false} />}>
      {log.error && <Failed error={log.error} onRetry={log.refetch} />}
      {log.data && changes.length === 0 && <p className="text-muted">{t("monitoring.log_empty")}</p>}
      <ul>
        {changes.map(({ at, state, why }) => (
          <li key={at} className="border-b py-2 last:border-b-0">
            <p className="flex flex-wrap items-center gap-x-2">
              <PresenceLine state={state} />
              <span className="text-muted">{t(`monitoring.why_${why}`)}</span>
            </p>
            <TimeText at={at} as="full" className="text-13 text-muted" />
          </li>
        ))}
      </ul>
      {log.hasNextPage && (
        <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t("monitoring.log_more")}
        </Button>
      )}
    </Loading>
  );
}
