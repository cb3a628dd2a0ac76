import { useQuery } from "@tanstack/react-query";
import { useMay } from "../../features/account/api";
import { allocation } from "../../features/routing/allocation-api";
import { AllocationForm } from "../../features/routing/allocation-form";
import { AllocationLog } from "../../features/routing/allocation-log";
import { AllocationSummary } from "../../features/routing/allocation-summary";
import { useT } from "../../lib/i18n";
import { queries } from "../../realtime/queries";
import { Failed } from "../../ui/failed";
import { Page } from "../../ui/page";
import { Loading, SkeletonRows } from "../../ui/skeleton";
import { NotAllowed } from "./not-allowed";

/** What agents may take and give, and the service that decides in their place. Who only supervises reads what it answered. */
export function AgentAllocation() {
  const t = useT();
  const may = useMay("monitor");
  const manages = useMay("manage_allocation");
  const { data, error, isPending, refetch } = useQuery({ ...allocation, enabled: may }, queries);
  if (!may) return <NotAllowed title={t("settings.allocation")} />;
  return (
    <Page title={t("settings.allocation")} description={t("routing.allocation_page")}>
      {!manages && <AllocationSummary />}
      <Loading busy={isPending} skeleton={<SkeletonRows rows={4} face={false} />}>
        {error && <Failed error={error} onRetry={refetch} />}
        {data && manages && (
          <AllocationForm known={data}>
            <AllocationLog answers={data.answers} />
          </AllocationForm>
        )}
        {data && !manages && <AllocationLog answers={data.answers} />}
      </Loading>
    </Page>
  );
}
