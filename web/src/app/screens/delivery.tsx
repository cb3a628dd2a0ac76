import { useNavigate, useParams } from "@tanstack/react-router";
import { useMay } from "../../features/account/api";
import { DeliveryPage } from "../../features/deliveries/delivery-page";
import { useT } from "../../lib/i18n";
import { NotAllowed } from "./not-allowed";

/** One delivery that could not be taken in. */
export function Delivery() {
  const t = useT();
  const go = useNavigate();
  const { delivery } = useParams({ from: "/inside/settings/deliveries/$delivery" });
  if (!useMay("manage_channels")) return <NotAllowed title={t("settings.deliveries")} />;
  return <DeliveryPage key={delivery} id={delivery} onGone={() => void go({ to: "/settings/deliveries" })} />;
}
