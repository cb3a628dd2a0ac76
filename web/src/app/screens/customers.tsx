import { useNavigate } from "@tanstack/react-router";
import { Download, SearchX, UserPlus, Users, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useMay } from "../../features/account/api";
import { nameOf } from "../../features/conversations/api";
import { AssignDialog, useOptions } from "../../features/conversations/assign-dialog";
import { StateBadge } from "../../features/conversations/state-badge";
import { customerTabs, filtersOf, isNarrowed } from "../../features/customers/address";
import { fileAddress } from "../../features/customers/api";
import { AssignManyDialog } from "../../features/customers/assign-many-dialog";
import type { Given } from "../../features/customers/assigning";
import { CustomerList, canChoose } from "../../features/customers/customer-list";
import { FilterBar, shortest } from "../../features/customers/filter-bar";
import type { Shown } from "../../features/customers/row-parts";
import { refreshCustomers, useCustomers, useShown } from "../../features/customers/use-customers";
import { useFilters } from "../../features/customers/use-filters";
import { ViewsMenu } from "../../features/customers/views-menu";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { Banner } from "../../ui/banner";
import { Button, buttonClasses } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { NavTabLink } from "../../ui/links";
import { NavTabs } from "../../ui/nav-tabs";
import { Page } from "../../ui/page";
import { Loading, SkeletonRows } from "../../ui/skeleton";

/** All customers with their latest conversation, whoever handles it and however it stands. */
export function Customers() {
  const t = useT();
  const [search] = useFilters();
  return (
    <Page
      wide
      title={t("app.customers")}
      description={t("customers.page_hint")}
      actions={
        <>
          <ViewsMenu />
          <Export />
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <NavTabs label={t("customers.tabs")}>
          {customerTabs.map((tab) => (
            <NavTabLink
              key={tab}
              to="/customers"
              search={{ ...search, after: undefined, list: tab === "all" ? undefined : tab }}
              activeOptions={{ exact: true, includeSearch: true }}
              aria-current={(search.list ?? "all") === tab ? "page" : undefined}
            >
              {t(`customers.tab_${tab}`)}
            </NavTabLink>
          ))}
        </NavTabs>
        <FilterBar />
        <Results key={filtersOf(search)} />
      </div>
      <AssignDialog />
    </Page>
  );
}

/** The list as a file, for those who may take it away. */
function Export() {
  const t = useT();
  const [search] = useFilters();
  const may = useMay("export");
  if (!may) return null;
  return (
    <a href={fileAddress(search)} download className={buttonClasses({})}>
      <Download aria-hidden="true" size={16} />
      {t("customers.export")}
    </a>
  );
}

/** What the filters find, with what can be done to it. Another address begins anew, with nothing chosen. */
function Results() {
  const t = useT();
  const [search] = useFilters();
  const short = search.q !== undefined && [...search.q].length < shortest;
  const asked = useCustomers(search, !short);
  const rows = useShown(asked.data?.rows ?? []);
  const many = useMay("assign_many");
  const [chosen, choose] = useChosen(rows);
  if (short) return <EmptyState title={t("customers.search_longer")} />;
  if (asked.isError && !asked.data) return <Failed error={asked.error} onRetry={() => void asked.refetch()} />;
  return (
    <Loading busy={asked.isPending} skeleton={<SkeletonRows rows={6} rowHeight={62} />}>
      {search.q && <p className="text-13 text-muted">{t("customers.search_resolved")}</p>}
      {asked.isError && <Failed error={asked.error} onRetry={() => void asked.refetch()} />}
      {many && chosen.length > 0 && <ManyBar given={chosen} onClear={() => choose([], false)} />}
      {rows.length > 0 ? (
        <CustomerList
          rows={rows}
          search={search}
          state={(row) => <StateBadge row={row} />}
          chosen={many ? new Set(chosen.map(({ id }) => id)) : undefined}
          onChoose={choose}
        />
      ) : (
        <Nothing />
      )}
      <Pager next={asked.data?.next ?? ""} />
    </Loading>
  );
}

/** The chosen rows that are still there and can still be assigned. No ids choose nothing. */
function useChosen(rows: readonly Shown[]): [readonly Given[], (ids: readonly string[], on: boolean) => void] {
  const [ids, setIds] = useState<readonly string[]>([]);
  const choose = (these: readonly string[], on: boolean) =>
    setIds((now) => {
      const others = these.length === 0 ? [] : now.filter((id) => !these.includes(id));
      return on ? [...others, ...these] : others;
    });
  const chosen = rows
    .map(({ conversation }) => conversation)
    .filter((row) => ids.includes(row.id) && canChoose(row))
    .map((row) => ({ id: row.id, name: nameOf(row), assignee_id: row.assignee_id }));
  return [chosen, choose];
}

/** What can be done to the chosen ones. */
function ManyBar({ given, onClear }: { given: readonly Given[]; onClear: () => void }) {
  const t = useT();
  // What is being assigned stays the same, whatever moves in the list meanwhile.
  const [assigning, setAssigning] = useState<readonly Given[]>();
  const options = useOptions(null);
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-card border bg-selected px-3 py-2">
      <p role="status" className="font-medium">
        {t("customers.chosen", { count: given.length })}
      </p>
      <Button size="small" look="primary" icon={<UserPlus size={16} />} onClick={() => setAssigning(given)}>
        {t("customers.assign_many")}
      </Button>
      <Button size="small" look="quiet" icon={<X size={16} />} onClick={onClear}>
        {t("customers.clear_choice")}
      </Button>
      {assigning && (
        <AssignManyDialog
          given={assigning}
          options={options}
          onClose={() => {
            setAssigning(undefined);
            onClear();
            refreshCustomers();
          }}
        />
      )}
    </div>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useT();
  return (
    <Banner
      live
      kind="bad"
      actions={
        <Button size="small" onClick={onRetry}>
          {t("common.retry")}
        </Button>
      }
    >
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
  const none = { type: undefined, channel: undefined, last_handler: undefined, department: undefined };
  return (
    <EmptyState
      icon={<SearchX size={24} />}
      title={t("customers.none_found")}
      action={
        <Button onClick={() => set({ ...none, from: undefined, to: undefined, q: undefined })}>
          {t("customers.clear")}
        </Button>
      }
    >
      {t("customers.none_found_hint")}
    </EmptyState>
  );
}

/** The way to the next page, and back to the first. Each page has an address, so Back leads to the one before. */
function Pager({ next }: { next: string }) {
  const t = useT();
  const [search] = useFilters();
  const go = useNavigate();
  useEffect(() => {
    if (search.after) document.getElementById("content")?.focus({ preventScroll: true });
  }, [search.after]);
  if (!next && !search.after) return null;
  const to = (after: string | undefined) => void go({ to: "/customers", search: { ...search, after } });
  return (
    <nav aria-label={t("customers.pages")} className="mt-3 flex justify-end gap-2">
      {search.after && <Button onClick={() => to(undefined)}>{t("customers.first_page")}</Button>}
      {next && <Button onClick={() => to(next)}>{t("customers.next_page")}</Button>}
    </nav>
  );
}
