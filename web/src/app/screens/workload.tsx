import { useQuery } from "@tanstack/react-query";
import { useMay } from "../../features/account/api";
import { workloadSet } from "../../features/routing/api";
import { WorkloadForm } from "../../features/routing/workload-form";
import { useT } from "../../lib/i18n";
import { queries } from "../../realtime/queries";
import { Failed } from "../../ui/failed";
import { Page } from "../../ui/page";
import { Loading, SkeletonRows } from "../../ui/skeleton";
import { NotAllowed } from "./not-allowed";

/** How many conversations an agent may handle at once. */
export function WorkloadLimits() {
  const t = useT();
  const may = useMay("manage_allocation");
  const { data, error, isPending, refetch } = useQuery({ ...workloadSet, enabled: may }, queries);
  if (!may) return <NotAllowed title={t("settings.workload")} />;
  return (
    <Page title={t("settings.workload")} description={t("routing.workload_page")}>
      <Loading busy={isPending} skeleton={<SkeletonRows rows={4} face={false} />}>
        {error && <Failed error={error} onRetry={refetch} />}
        {data && <WorkloadForm limits={data} />}
      </Loading>
    </Page>
  );
}
