import { useMay } from "../../features/account/api";
import { DeliveryList } from "../../features/deliveries/delivery-list";
import { useT } from "../../lib/i18n";
import { Page } from "../../ui/page";
import { NotAllowed } from "./not-allowed";

/** What providers brought and Sapa could not take in. */
export function Deliveries() {
  const t = useT();
  const title = t("settings.deliveries");
  if (!useMay("manage_channels")) return <NotAllowed title={title} />;
  return (
    <Page title={title} description={t("deliveries.hint")}>
      <DeliveryList />
    </Page>
  );
}
