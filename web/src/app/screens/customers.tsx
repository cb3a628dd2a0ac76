import { AgentChoice } from "../../features/conversations/agent-choice";
import { AssignDialog } from "../../features/conversations/assign-dialog";
import { StateBadge } from "../../features/conversations/state-badge";
import { customerTabs } from "../../features/customers/address";
import { ExportButton, ExportState } from "../../features/customers/export-button";
import { FilterBar } from "../../features/customers/filter-bar";
import { Results } from "../../features/customers/results";
import { useFilters } from "../../features/customers/use-filters";
import { ViewsMenu } from "../../features/customers/views-menu";
import { useT } from "../../lib/i18n";
import { NavTabLink } from "../../ui/links";
import { NavTabs } from "../../ui/nav-tabs";
import { Page } from "../../ui/page";

/** All customers with their latest conversation, whoever handles it and however it stands. */
export function Customers() {
  const t = useT();
  const [search] = useFilters();
  return (
    <Page
      wide
      title={t("app.customers")}
      description={<span className="max-sm:hidden">{t("customers.page_hint")}</span>}
      actions={
        <>
          <ViewsMenu />
          <ExportButton />
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <ExportState />
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
        <Results choice={(props) => <AgentChoice {...props} />} state={(row) => <StateBadge row={row} nameless />} />
      </div>
      <AssignDialog />
    </Page>
  );
}
