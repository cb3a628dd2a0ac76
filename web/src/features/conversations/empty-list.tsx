import { useNavigate } from "@tanstack/react-router";
import { Coffee, FilterX, Inbox, Moon, PartyPopper } from "lucide-react";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { isNarrowed, withoutFilters } from "./filtering";
import { NextButton } from "./next-button";
import type { Tab, View } from "./rules";

const icons: Record<Tab, typeof Inbox> = {
  mine: Inbox,
  queue: Coffee,
  inactive: Moon,
  resolved: PartyPopper,
  all: Inbox,
};

/** Why a list is empty, and what to do. */
export function EmptyList({ view }: { view: View }) {
  const t = useT();
  const go = useNavigate();
  if (isNarrowed(view)) {
    const clear = () => void go({ to: "/inbox", search: withoutFilters });
    return (
      <EmptyState
        icon={<FilterX size={24} />}
        title={t("inbox.empty_filtered")}
        action={<Button onClick={clear}>{t("inbox.clear_filters")}</Button>}
      >
        {t("inbox.empty_filtered_hint")}
      </EmptyState>
    );
  }
  const Icon = icons[view.tab];
  const comments = view.kind === "comments";
  return (
    <EmptyState
      icon={<Icon size={24} />}
      title={t(comments ? `comments.empty_${view.tab}` : `inbox.empty_${view.tab}`)}
      action={view.tab === "mine" ? <NextButton wide /> : undefined}
    >
      {t(comments ? `comments.empty_${view.tab}_hint` : `inbox.empty_${view.tab}_hint`)}
    </EmptyState>
  );
}
