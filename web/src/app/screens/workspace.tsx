import { useMay } from "../../features/account/api";
import { AgentSwitches } from "../../features/workspace/agent-switches";
import { GeneralForm } from "../../features/workspace/general-form";
import { useT } from "../../lib/i18n";
import { Page } from "../../ui/page";
import { NotAllowed } from "./not-allowed";

/** What belongs to the workspace as a whole. */
export function WorkspaceSettings() {
  const t = useT();
  const may = useMay("workspace_settings");
  if (!may) return <NotAllowed title={t("settings.general")} />;
  return (
    <Page title={t("settings.general")} description={t("workspace.hint")}>
      <GeneralForm />
      <AgentSwitches switches={["agents_can_connect_channels"]} />
    </Page>
  );
}
