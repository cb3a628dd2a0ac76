import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { SearchX } from "lucide-react";
import { useEffect } from "react";
import type { components } from "../../gen/api";
import { errorWords } from "../../lib/error-words";
import { api } from "../../lib/http";
import { useT } from "../../lib/i18n";
import { queries } from "../../realtime/queries";
import { Avatar } from "../../ui/avatar";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { Marked } from "../../ui/marked";
import { Loading, SkeletonRows } from "../../ui/skeleton";
import { TimeText } from "../../ui/time-text";
import { type RowFocus, VirtualList } from "../../ui/virtual-list";
import { nameOf } from "./acts";
import { askForFocus } from "./focus";
import { KindMark } from "./kind-mark";
import { kindWords } from "./kinds";
import { rowHeight } from "./list-row";
import { foundIn } from "./rules";
import { StateBadge } from "./state-badge";
import { shownOrder } from "./way";

type Page = components["schemas"]["SearchPage"];
type Hit = components["schemas"]["Hit"];

/** Fewer characters find too much. */
const shortest = 2;
const keyOf = (hit: Hit) => `${hit.conversation.id}${hit.by_contact}`;

/** What was found for a question, in all conversations one may see, resolved ones too. */
export function SearchResults({ question }: { question: string }) {
  const t = useT();
  const found = useInfiniteQuery(
    {
      queryKey: ["search", question],
      enabled: [...question].length >= shortest,
      queryFn: ({ pageParam, signal }) =>
        api.get<Page>("/search", { query: { q: question, after: pageParam }, signal }),
      initialPageParam: "",
      getNextPageParam: (page) => page.next || undefined,
      // What people write changes all the time; what was found a while ago is asked for again.
      staleTime: 15_000,
    },
    queries,
  );
  const hits = once(found.data?.pages.flatMap((page) => page.hits) ?? []);
  useEffect(() => shownOrder.set(hits.map((hit) => hit.conversation.id)));
  // A page may end before it found anything: a search looks at so much at a time.
  const goesOn = hits.length === 0 && found.hasNextPage && !found.isError;
  const { data, fetchNextPage } = found;
  useEffect(() => {
    if (data && goesOn) void fetchNextPage({ cancelRefetch: false });
  }, [data, goesOn, fetchNextPage]);
  if ([...question].length < shortest) return <EmptyState title={t("inbox.search_longer")} />;
  if (found.isError) {
    const again = (
      <Button size="small" onClick={() => void found.refetch()}>
        {t("common.retry")}
      </Button>
    );
    return (
      <Banner live kind="bad" className="m-3" actions={again}>
        {errorWords(t, found.error)}
      </Banner>
    );
  }
  return (
    <Loading busy={found.isPending || goesOn} skeleton={<SkeletonRows rows={6} rowHeight={rowHeight} />}>
      <p role="status" className="sr-only">
        {t("inbox.found", { count: hits.length })}
      </p>
      {hits.length === 0 ? (
        <EmptyState icon={<SearchX size={24} />} title={t("inbox.nothing_found", { question })}>
          {t("inbox.nothing_found_hint")}
        </EmptyState>
      ) : (
        <VirtualList
          label={t("inbox.results")}
          rows={hits}
          rowKey={keyOf}
          rowHeight={rowHeight}
          renderRow={(hit, focus) => <HitRow hit={hit} focus={focus} question={question} />}
          onEnd={found.hasNextPage ? () => void found.fetchNextPage({ cancelRefetch: false }) : undefined}
        />
      )}
    </Loading>
  );
}

/** Each conversation once: a contact's name and one of their messages may both have been found. */
function once(hits: Hit[]): Hit[] {
  return [...new Map(hits.toReversed().map((hit) => [hit.conversation.id, hit])).values()].reverse();
}

function HitRow({ hit, focus, question }: { hit: Hit; focus: RowFocus; question: string }) {
  const t = useT();
  const row = hit.conversation;
  const { phone, email } = row.contact;
  const { subject, text } = hit.by_contact
    ? { subject: false, text: phone || email || kindWords(t, row.last.kind, row.last.text) }
    : foundIn(hit, question);
  return (
    <Link
      {...focus}
      to="/inbox/$id"
      params={{ id: row.id }}
      search={true}
      preload={false}
      onClick={(event) => event.detail === 0 && askForFocus(row.id)}
      className="flex h-18 items-center gap-3 border-b px-3.5 hover:bg-hover focus-visible:-outline-offset-2 aria-[current=page]:bg-selected"
    >
      <Avatar id={row.contact.id} name={nameOf(row)} />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex items-baseline justify-between gap-2">
          <span className="truncate font-medium" dir="auto">
            <Marked text={nameOf(row)} question={question} />
          </span>
          <TimeText at={row.last.at} className="shrink-0 text-12 text-muted" />
        </span>
        <span className="truncate text-13 text-muted" dir="auto">
          {subject && <span className="font-medium">{t("inbox.found_subject")} </span>}
          <Marked text={text || t("inbox.kind_deleted")} question={question} />
        </span>
        <span className="mt-0.5 flex items-center gap-2">
          <StateBadge row={row} />
          <KindMark row={row} />
        </span>
      </span>
    </Link>
  );
}
