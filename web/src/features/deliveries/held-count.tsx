import { useInfiniteQuery } from "@tanstack/react-query";
import { useT } from "../../lib/i18n";
import { queries } from "../../realtime/queries";
import { Count } from "../../ui/badge";
import { heldDeliveries } from "./api";

/** How many deliveries are held, as far as is known: beyond nine it only says that. */
export function HeldCount() {
  const t = useT();
  const { data } = useInfiniteQuery(heldDeliveries, queries);
  const count = data?.pages.reduce((sum, { deliveries }) => sum + deliveries.length, 0) ?? 0;
  return <Count count={count} label={t("deliveries.held", { count })} />;
}
