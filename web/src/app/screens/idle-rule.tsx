import { useMay } from "../../features/account/api";
import { IdleForm } from "../../features/routing/idle-form";
import { useT } from "../../lib/i18n";
import { Page } from "../../ui/page";
import { NotAllowed } from "./not-allowed";

/** What happens to conversations whose agents do not answer. */
export function IdleRule() {
  const t = useT();
  const may = useMay("manage_allocation");
  if (!may) return <NotAllowed title={t("settings.idle_rule")} />;
  return (
    <Page title={t("settings.idle_rule")} description={t("routing.idle_page")}>
      <IdleForm />
    </Page>
  );
}
