import { useMay } from "../../features/account/api";
import { StrategyForm } from "../../features/routing/strategy-form";
import { useT } from "../../lib/i18n";
import { Page } from "../../ui/page";
import { NotAllowed } from "./not-allowed";

/** How conversations find their agents. */
export function Assignment() {
  const t = useT();
  const may = useMay("choose_strategy");
  if (!may) return <NotAllowed title={t("settings.assignment")} />;
  return (
    <Page title={t("settings.assignment")} description={t("routing.strategy_page")}>
      <StrategyForm />
    </Page>
  );
}
