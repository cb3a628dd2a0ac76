import { useEffect } from "react";
import { errorWords } from "../../lib/error-words";
import { useT, withWords } from "../../lib/i18n";
import { late } from "../../lib/late";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Loading, SkeletonRows } from "../../ui/skeleton";
import { Spinner } from "../../ui/spinner";
import { type ListHandle, type ListPlace, type RowFocus, VirtualList } from "../../ui/virtual-list";
import { useView } from "./address";
import { ensureView, fetchMore, type Reach, useReach, useRowsOf } from "./book";
import { useCalmOrder } from "./calm";
import { ListRow, rowHeight } from "./list-row";
import { type Row, type View, viewKey } from "./rules";
import { shownOrder } from "./way";

const EmptyList = late(async () => (await import("./empty-list")).EmptyList);
/** The same for comments, whose words come after the first screen. */
const EmptyComments = late(async () => (await withWords(import("./empty-list"))).EmptyList);

/** The list in view, for keys that move through it. */
export const shownList: { current: ListHandle | null } = { current: null };

/** Where each list was left. */
const places = new Map<string, ListPlace>();
const keyOf = (row: Row) => row.id;

interface Props {
  /** Called as a pointer or the focus comes to a row: what it leads to can be fetched. */
  onApproach: (id: string) => void;
}

/** The conversations of the view that the address names. */
export function ConversationList({ onApproach }: Props) {
  const view = useView();
  const reach = useReach(view);
  const known = useRowsOf(view);
  const { rows, handlers } = useCalmOrder(known);
  useEffect(() => {
    if (reach.state === "new") void ensureView(view);
  }, [view, reach.state]);
  useEffect(() => shownOrder.set(rows.map(keyOf)), [rows]);
  const Empty = view.kind === "comments" ? EmptyComments : EmptyList;
  const waits = reach.state === "new" || reach.state === "loading";
  if (rows.length === 0 && reach.state === "failed") return <Failed view={view} error={reach.error} />;
  return (
    <div {...handlers} className="flex min-h-0 flex-1 flex-col">
      <Loading busy={rows.length === 0 && waits} skeleton={<SkeletonRows rows={8} rowHeight={rowHeight} />}>
        {rows.length > 0 ? <Rows {...{ view, rows, reach, onApproach }} /> : <Empty view={view} />}
      </Loading>
    </div>
  );
}

interface RowsProps extends Props {
  view: View;
  rows: readonly Row[];
  reach: Reach;
}

function Rows({ view, rows, reach, onApproach }: RowsProps) {
  const t = useT();
  const key = viewKey(view);
  const whole = reach.state === "ready" && reach.next === "";
  const draw = (row: Row, focus: RowFocus) => (
    <ListRow row={row} focus={focus} withAssignee={view.tab === "all"} onApproach={onApproach} />
  );
  return (
    <VirtualList
      key={key}
      ref={(handle) => {
        shownList.current = handle;
      }}
      label={t("inbox.conversations")}
      rows={rows}
      rowKey={keyOf}
      rowHeight={rowHeight}
      renderRow={draw}
      onEnd={whole || reach.state === "failed" ? undefined : () => void fetchMore(view)}
      restore={places.get(key)}
      onLeave={(place) => places.set(key, place)}
      footer={<Foot view={view} reach={reach} />}
    />
  );
}

/** Below the last row: that more comes, or why it does not. */
function Foot({ view, reach }: { view: View; reach: Reach }) {
  const t = useT();
  if (reach.state === "failed") return <Failed view={view} error={reach.error} />;
  if (reach.next === "" && reach.state === "ready") return null;
  return (
    <div role="status" className="flex h-12 items-center justify-center text-muted">
      <Spinner />
      <span className="sr-only">{t("common.loading")}</span>
    </div>
  );
}

function Failed({ view, error }: { view: View; error: unknown }) {
  const t = useT();
  return (
    <Banner
      live
      kind="bad"
      className="m-3"
      actions={
        <Button size="small" onClick={() => void fetchMore(view)}>
          {t("common.retry")}
        </Button>
      }
    >
      {errorWords(t, error)}
    </Banner>
  );
}
