import { useQuery } from "@tanstack/react-query";
import { UserX } from "lucide-react";
import { useState } from "react";
import { useMay } from "../../features/account/api";
import { AgentList } from "../../features/monitoring/agent-list";
import { type Agent, type Monitoring, monitoring } from "../../features/monitoring/api";
import { useFreshFigures } from "../../features/monitoring/follow";
import { LogSheet } from "../../features/monitoring/log-sheet";
import { shownAgents } from "../../features/monitoring/rules";
import { useT } from "../../lib/i18n";
import { queries } from "../../realtime/queries";
import { EmptyState } from "../../ui/empty-state";
import { Failed } from "../../ui/failed";
import { Page } from "../../ui/page";
import { Select } from "../../ui/select";
import { Loading, SkeletonRows } from "../../ui/skeleton";
import { NotAllowed } from "./not-allowed";

/** What agents do now and have done today. */
export function AgentMonitoring() {
  const t = useT();
  const may = useMay("monitor");
  const { data, error, isPending, refetch } = useQuery({ ...monitoring, enabled: may }, queries);
  useFreshFigures();
  if (!may) return <NotAllowed title={t("settings.monitoring")} />;
  return (
    <Page wide title={t("settings.monitoring")} description={t("monitoring.page")}>
      <Loading busy={isPending} skeleton={<SkeletonRows rows={5} />}>
        {error && <Failed error={error} onRetry={refetch} />}
        {data && <Floor {...data} />}
      </Loading>
    </Page>
  );
}

function Floor({ agents, departments }: Pick<Monitoring, "agents" | "departments">) {
  const t = useT();
  const [department, setDepartment] = useState("");
  const [opened, setOpened] = useState<Agent>();
  const shown = shownAgents(agents, department);
  const online = shown.filter(({ member }) => member.presence.state === "online").length;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-muted">{t("monitoring.online_of", { online, all: shown.length })}</p>
        {departments.length > 0 && (
          <Select
            hideLabel
            optional
            label={t("monitoring.department")}
            className="w-56 max-sm:w-full"
            value={department}
            placeholder={t("monitoring.all_departments")}
            options={departments.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => setDepartment(event.target.value)}
          />
        )}
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={<UserX size={24} />} title={t("monitoring.none")}>
          {t("monitoring.none_hint")}
        </EmptyState>
      ) : (
        <AgentList agents={shown} onLog={setOpened} />
      )}
      {opened && <LogSheet id={opened.member.id} name={opened.member.name} onClose={() => setOpened(undefined)} />}
    </div>
  );
}
