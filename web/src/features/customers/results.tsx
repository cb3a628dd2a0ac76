import { ArrowDown, ArrowUp, SearchX, Users } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { useCommands } from "../../commands/registry";
import { cx } from "../../lib/cx";
import { useDelayed } from "../../lib/delayed";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { online } from "../../lib/network";
import { useStore } from "../../lib/store";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { Loading, SkeletonRows } from "../../ui/skeleton";
import { useMay } from "../account/api";
import { type Conversation, nameOf } from "../conversations/api";
import { type CustomersSearch, filtersOf, isNarrowed, noFilters } from "./address";
import { pageSize, shortest } from "./api";
import type { DrawChoice } from "./assign-many-dialog";
import type { Given } from "./assigning";
import { canChoose } from "./choose";
import { CustomerList } from "./customer-list";
import { ManyBar } from "./many-bar";
import { Pager } from "./pager";
import type { Shown } from "./row-parts";
import { useCustomers, useShown } from "./use-customers";
import { useFilters } from "./use-filters";

interface Props {
  /** Draws how a conversation stands. */
  state: (row: Conversation) => ReactNode;
  /** Draws the choice of whom many are given to. */
  choice: DrawChoice;
}

/** What the filters find, with what can be done to it. */
export function Results({ state, choice }: Props) {
  const t = useT();
  const [search] = useFilters();
  const short = search.q !== undefined && [...search.q].length < shortest;
  const asked = useCustomers(search, !short);
  const rows = useShown(asked.data?.rows ?? [], asked.isPlaceholderData ? {} : search);
  const many = useMay("assign_many");
  const [chosen, choose] = useChosen(rows, search);
  const region = useRef<HTMLDivElement>(null);
  const late = useDelayed(asked.isPlaceholderData);
  useRowKeys(region);
  if (short) return <EmptyState title={t("customers.search_longer")} />;
  const nothing = rows.length === 0 && !asked.isFetching;
  return (
    <div ref={region} tabIndex={-1} aria-busy={asked.isFetching} className="scroll-mt-4 outline-none">
      <Trouble
        error={asked.error}
        waits={asked.isError || asked.isPlaceholderData || asked.isPending}
        onRetry={() => void asked.refetch()}
      />
      {search.q && <p className="pb-2 text-13 text-muted">{t("customers.search_resolved")}</p>}
      {many && chosen.length > 0 && <ManyBar given={chosen} choice={choice} onClear={() => choose([], false)} />}
      <Loading
        busy={asked.fetchStatus === "fetching" && rows.length === 0}
        skeleton={<SkeletonRows rows={pageSize} rowHeight={60} />}
      >
        {rows.length > 0 && (
          <div className={cx("transition-opacity", late && "opacity-60")}>
            <CustomerList
              rows={rows}
              search={search}
              state={state}
              chosen={many ? new Set(chosen.map(({ id }) => id)) : undefined}
              onChoose={choose}
            />
          </div>
        )}
        {nothing && asked.isSuccess && <Nothing />}
      </Loading>
      <Pager next={asked.data?.next ?? ""} busy={asked.isPlaceholderData} region={region} />
    </div>
  );
}

/** The chosen rows that are still there and can still be assigned: of one page, of one address. No ids choose nothing. */
function useChosen(
  rows: readonly Shown[],
  search: CustomersSearch,
): [readonly Given[], (ids: readonly string[], on: boolean) => void] {
  const place = `${filtersOf(search)} ${search.after ?? ""}`;
  const [{ at, ids }, set] = useState<{ at: string; ids: readonly string[] }>({ at: place, ids: [] });
  const choose = (these: readonly string[], on: boolean) =>
    set((now) => {
      const others = these.length === 0 || now.at !== place ? [] : now.ids.filter((id) => !these.includes(id));
      return { at: place, ids: on ? [...others, ...these] : others };
    });
  const chosen = rows
    .map(({ conversation }) => conversation)
    .filter((row) => at === place && ids.includes(row.id) && canChoose(row))
    .map((row) => ({ ...row, name: nameOf(row) }));
  return [chosen, choose];
}

/** Keys that go from name to name, as in the inbox's lists. */
function useRowKeys(region: RefObject<HTMLElement | null>): void {
  const step = (by: 1 | -1) => {
    const links = [...(region.current?.querySelectorAll<HTMLElement>("a[data-row]") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const next = links[at < 0 ? 0 : at + by];
    next?.focus();
    next?.closest("tr, li")?.scrollIntoView({ block: "nearest" });
  };
  useCommands(() => [
    {
      id: "list.next",
      label: "inbox.next",
      group: "list",
      icon: ArrowDown,
      keys: ["j"],
      onlyKey: true,
      run: () => step(1),
    },
    {
      id: "list.previous",
      label: "inbox.previous",
      group: "list",
      icon: ArrowUp,
      keys: ["k"],
      onlyKey: true,
      run: () => step(-1),
    },
  ]);
}

interface TroubleProps {
  error: unknown;
  /** The list asked for is not there. */
  waits: boolean;
  onRetry: () => void;
}

/** Why the list is not there, or not the latest one. With a connection it is asked for again by itself. */
function Trouble({ error, waits, onRetry }: TroubleProps) {
  const t = useT();
  const connected = useStore(online);
  const was = useRef(connected);
  useEffect(() => {
    if (connected && !was.current && waits) onRetry();
    was.current = connected;
  }, [connected, waits, onRetry]);
  if (!connected && waits) {
    return (
      <Banner live kind="warn" className="mb-3">
        {t("customers.offline")}
      </Banner>
    );
  }
  if (!error) return null;
  const again = (
    <Button size="small" onClick={onRetry}>
      {t("common.retry")}
    </Button>
  );
  return (
    <Banner live kind="bad" actions={again} className="mb-3">
      {errorWords(t, error)}
    </Banner>
  );
}

/** Nothing there, or nothing that matches. */
function Nothing() {
  const t = useT();
  const [search, set] = useFilters();
  const tab = search.list ?? "all";
  if (!isNarrowed(search)) {
    return (
      <EmptyState icon={<Users size={24} />} title={t(`customers.empty_${tab}`)}>
        {t(`customers.empty_${tab}_hint`)}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SearchX size={24} />}
      title={t("customers.none_found")}
      action={<Button onClick={() => set(noFilters)}>{t("customers.clear")}</Button>}
    >
      {t("customers.none_found_hint")}
    </EmptyState>
  );
}
