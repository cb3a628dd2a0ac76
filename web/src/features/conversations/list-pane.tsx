import type { ReactNode } from "react";
import { useT } from "../../lib/i18n";
import { late } from "../../lib/late";
import { SkeletonRows } from "../../ui/skeleton";
import { useQuestion } from "./address";
import { useHasComments } from "./conversation-kinds";
import { FilterButton, FilterChips } from "./filters";
import { ConversationList } from "./list";
import { rowHeight } from "./list-row";
import { NextButton } from "./next-button";
import { SearchBox } from "./search-box";
import { InboxTabs } from "./tabs";

const SearchResults = late(async () => (await import("./search-results")).SearchResults, {
  waiting: <SkeletonRows rows={6} rowHeight={rowHeight} />,
  needed: true,
});

const KindTabs = late(async () => (await import("./kind-tabs")).KindTabs, {
  waiting: <div className="mb-1.5 h-8.5 coarse:h-12" />,
});

interface Props {
  onApproach: (id: string) => void;
  /** Stands beside the title. */
  extra?: ReactNode;
}

/** The left pane: search, lists, filters, and the conversations. */
export function ListPane({ onApproach, extra }: Props) {
  const t = useT();
  const question = useQuestion();
  return (
    <section aria-label={t("inbox.conversations")} className="flex min-h-0 flex-1 flex-col bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-2 px-3.5 pt-3 pb-2">
        <h1 className="truncate text-16 font-semibold">{t("inbox.title")}</h1>
        <span className="flex items-center gap-1">
          <NextButton />
          {extra}
        </span>
      </div>
      <div className="flex items-center gap-1 px-3.5 pb-1">
        <SearchBox />
        <FilterButton />
      </div>
      {useHasComments() && <KindTabs searching={question !== ""} />}
      <InboxTabs searching={question !== ""} />
      <FilterChips />
      {question ? <SearchResults question={question} /> : <ConversationList onApproach={onApproach} />}
    </section>
  );
}
