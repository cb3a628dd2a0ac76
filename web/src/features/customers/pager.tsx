import { useLocation, useNavigate } from "@tanstack/react-router";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type RefObject, useEffect, useRef } from "react";
import { useCommands } from "../../commands/registry";
import { announce } from "../../lib/announce";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { useFilters } from "./use-filters";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** Where the pages before this one begin, the first one's `""` included. */
    trail?: readonly string[];
  }
}

/** The pages before this one: its address tells only where it begins itself. */
function useTrail(): readonly string[] {
  return useLocation({ select: ({ state }) => state.trail }) ?? [];
}

interface Props {
  /** Where the next page begins; empty when there is none. */
  next: string;
  /** The page asked for is on its way. */
  busy: boolean;
  /** What the page shows; the focus goes there when another one is turned to. */
  region: RefObject<HTMLElement | null>;
}

/** The way from page to page. Each has an address; whoever opens one from a link can go on from it, and to the first. */
export function Pager({ next, busy, region }: Props) {
  const t = useT();
  const [search] = useFilters();
  const trail = useTrail();
  const go = useNavigate();
  const { after = "" } = search;
  const before = trail.at(-1);
  const turn = (to: string, behind: readonly string[]) => {
    if (!busy) void go({ to: "/customers", search: { ...search, after: to || undefined }, state: { trail: behind } });
  };
  const forth = () => next && turn(next, [...trail, after]);
  const back = () => before !== undefined && turn(before, trail.slice(0, -1));
  useTurned(after, trail.length + 1, region);
  useCommands(() => [
    {
      id: "list.next_page",
      label: "customers.next_page",
      group: "list",
      keys: ["]"],
      when: () => next !== "",
      run: forth,
    },
    {
      id: "list.previous_page",
      label: "customers.previous_page",
      group: "list",
      keys: ["["],
      when: () => before !== undefined,
      run: back,
    },
  ]);
  if (!next && !after) return null;
  return (
    <nav aria-label={t("customers.pages")} className="flex flex-wrap items-center justify-end gap-2 py-3">
      {after && trail.length !== 1 && (
        <Button look="quiet" onClick={() => turn("", [])}>
          {t("customers.first_page")}
        </Button>
      )}
      {(before !== undefined || !after) && (
        <Button icon={<ChevronLeft size={16} />} disabled={before === undefined} onClick={back} aria-keyshortcuts="[">
          {t("customers.previous_page")}
        </Button>
      )}
      {(trail.length > 0 || !after) && (
        <span className="px-1 text-muted tabular-nums">{t("customers.page_number", { page: trail.length + 1 })}</span>
      )}
      <Button disabled={!next} onClick={forth} aria-keyshortcuts="]">
        <span className="flex items-center gap-2">
          {t("customers.next_page")}
          <ChevronRight aria-hidden="true" size={16} />
        </span>
      </Button>
    </nav>
  );
}

/** Brings the beginning of another page into view and the focus to it, and says which page it is. */
function useTurned(after: string, page: number, region: RefObject<HTMLElement | null>): void {
  const t = useT();
  const shown = useRef(after);
  useEffect(() => {
    if (shown.current === after) return;
    shown.current = after;
    region.current?.focus({ preventScroll: true });
    region.current?.scrollIntoView({ block: "nearest" });
    announce(t("customers.page_number", { page }));
  }, [after, page, region, t]);
}
