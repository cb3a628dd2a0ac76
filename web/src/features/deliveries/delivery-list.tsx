import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronRight, PackageCheck, PackageOpen } from "lucide-react";
import { sizeText } from "../../lib/bytes";
import { useLanguage, useT } from "../../lib/i18n";
import { queries } from "../../realtime/queries";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { Failed } from "../../ui/failed";
import { RowLink } from "../../ui/links";
import { Loading, SkeletonRows } from "../../ui/skeleton";
import { TimeText } from "../../ui/time-text";
import { useBootstrap } from "../account/api";
import { type Delivery, heldDeliveries } from "./api";
import { reasonText } from "./rules";

/** The deliveries that are held, each leading to its page. */
export function DeliveryList() {
  const t = useT();
  const list = useInfiniteQuery(heldDeliveries, queries);
  const all = list.data?.pages.flatMap(({ deliveries }) => deliveries) ?? [];
  if (list.error) {
    return <Failed error={list.error} onRetry={list.refetch} />;
  }
  return (
    <Loading busy={list.isPending} skeleton={<SkeletonRows rows={4} rowHeight={65} face={false} />}>
      {list.data && all.length === 0 && (
        <EmptyState icon={<PackageCheck size={24} />} title={t("deliveries.none")}>
          {t("deliveries.none_hint")}
        </EmptyState>
      )}
      {all.length > 0 && (
        <ul className="overflow-hidden rounded-card border bg-surface">
          {all.map((delivery) => (
            <li key={delivery.id} className="border-b last:border-b-0">
              <Row delivery={delivery} />
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className="mt-4">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("deliveries.more")}
          </Button>
        </div>
      )}
    </Loading>
  );
}

function Row({ delivery }: { delivery: Delivery }) {
  const t = useT();
  const language = useLanguage();
  return (
    <RowLink
      to="/settings/deliveries/$delivery"
      params={{ delivery: delivery.id }}
      icon={<PackageOpen size={22} />}
      end={<ChevronRight size={18} />}
    >
      <span className="flex items-baseline justify-between gap-3">
        <span className="truncate font-medium">{reasonText(t, delivery.code)}</span>
        <TimeText at={delivery.at} className="shrink-0 text-13 text-muted" />
      </span>
      <span className="flex items-baseline justify-between gap-3 text-13 text-muted">
        <span className="truncate">{useChannelName(delivery.channel_id)}</span>
        <span className="shrink-0">{sizeText(delivery.size, language)}</span>
      </span>
    </RowLink>
  );
}

/** The name of the channel a delivery came to, disconnected ones too. */
export function useChannelName(id: string): string {
  const t = useT();
  return useBootstrap().channels.find((channel) => channel.id === id)?.name ?? t("deliveries.channel_gone");
}
