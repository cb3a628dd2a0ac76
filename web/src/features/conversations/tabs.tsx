import { useT, type WordKey } from "../../lib/i18n";
import { NavTabLink } from "../../ui/links";
import { NavTabs } from "../../ui/nav-tabs";
import { useBootstrap } from "../account/api";
import { useView } from "./address";
import { type Counts, useCounts } from "./counts";
import { type Tab, tabs } from "./rules";

const labels: Record<Tab, WordKey> = {
  mine: "inbox.tab_mine",
  queue: "inbox.tab_queue",
  inactive: "inbox.tab_inactive",
  resolved: "inbox.tab_resolved",
  all: "inbox.tab_all",
};

const counted: Partial<Record<Tab, keyof Counts>> = { mine: "mine", queue: "queue" };

/** The lists as links: a view is an address. */
export function InboxTabs({ searching }: { searching: boolean }) {
  const t = useT();
  const { kind, tab: current } = useView();
  const counts = useCounts(kind);
  const seesAll = useBootstrap().me.can.see_all === true;
  return (
    <NavTabs
      label={t("inbox.lists")}
      className="-mb-px gap-0! px-2.5! [mask-image:linear-gradient(to_right,transparent,black_10px,black_calc(100%-10px),transparent)]"
    >
      {tabs
        .filter((tab) => tab !== "all" || seesAll)
        .map((tab) => (
          <NavTabLink
            key={tab}
            to="/inbox"
            search={(now) => ({ ...now, tab, q: undefined, assignee: tab === "all" ? now.assignee : undefined })}
            activeOptions={{ exact: true }}
            aria-current={tab === current && !searching ? "page" : undefined}
            count={counted[tab] && counts[counted[tab]]}
            className="px-1.25! text-13"
          >
            {t(labels[tab])}
          </NavTabLink>
        ))}
    </NavTabs>
  );
}
