import { Search, SlidersHorizontal } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { useCommands } from "../../commands/registry";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { useBootstrap } from "../account/api";
import { countFilters, idsOf, isNarrowed, noFilters } from "./address";
import { shortest } from "./api";
import { ChoiceFilter } from "./choice-filter";
import { DateFilter } from "./date-filter";
import { useFilters } from "./use-filters";

/** What the list is narrowed by. It stands in the address. On a phone the filters are behind a button. */
export function FilterBar() {
  const t = useT();
  const [search] = useFilters();
  const [open, setOpen] = useState(false);
  const filters = useId();
  const count = countFilters(search);
  return (
    <search className="flex flex-wrap items-start gap-2">
      <Words />
      <Button
        className={cx("sm:hidden", count > 0 && "border-brand! text-brand!")}
        icon={<SlidersHorizontal size={16} />}
        aria-expanded={open}
        aria-controls={filters}
        onClick={() => setOpen(!open)}
      >
        {count > 0 ? t("customers.filters_count", { count }) : t("customers.filters")}
      </Button>
      <div id={filters} className={cx(open ? "flex basis-full flex-wrap gap-2" : "hidden", "sm:contents")}>
        <Filters />
      </div>
    </search>
  );
}

function Filters() {
  const t = useT();
  const [search, set] = useFilters();
  const { channels, departments } = useBootstrap();
  return (
    <>
      <Select
        hideLabel
        optional
        label={t("customers.type")}
        className="w-36"
        value={search.type ?? ""}
        placeholder={t("customers.type_any")}
        options={(["inbox", "outbox"] as const).map((value) => ({ value, label: t(`inbox.way_${value}`) }))}
        onChange={({ target: { value } }) => set({ type: value === "inbox" || value === "outbox" ? value : undefined })}
      />
      <ChoiceFilter filter="channel" label={t("customers.channel")} options={channels} />
      <ChoiceFilter filter="last_handler" label={t("customers.handler")} options={useHandlers()} />
      <ChoiceFilter
        filter="department"
        label={t("customers.department")}
        options={departments.filter(({ state }) => state !== "removed")}
      />
      <DateFilter />
      {isNarrowed(search) && (
        <Button look="quiet" onClick={() => set(noFilters)}>
          {t("customers.clear")}
        </Button>
      )}
    </>
  );
}

/** Who may have handled something: those who left come last, since what they did stays. */
function useHandlers(): { id: string; name: string }[] {
  const t = useT();
  const [search] = useFilters();
  const chosen = idsOf(search, "last_handler");
  const { members } = useBootstrap();
  const left = (member: (typeof members)[number]) => (member.state === "removed" ? 1 : 0);
  return members
    .filter(({ id, state }) => state !== "invited" || chosen.includes(id))
    .sort((a, b) => left(a) - left(b) || a.name.localeCompare(b.name))
    .map((member) => ({
      id: member.id,
      name: left(member) ? t("customers.former", { name: member.name }) : member.name,
    }));
}

/** Milliseconds without a key after which what was typed is searched for. */
const pause = 350;

/** The search box. What is typed goes into the address after a pause, so that a search is a link too. */
function Words() {
  const t = useT();
  const [{ q = "" }, set] = useFilters();
  const [text, setText] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  const told = useRef(q);
  // Somebody went back, or opened a view.
  if (told.current !== q) {
    told.current = q;
    if (text.trim() !== q) setText(q);
  }
  const tell = useRef(set);
  tell.current = set;
  useEffect(() => {
    const words = text.trim();
    if (words === told.current) return;
    const timer = setTimeout(() => {
      told.current = words;
      tell.current({ q: words || undefined }, true);
    }, pause);
    return () => clearTimeout(timer);
  }, [text]);
  useCommands(() => [
    {
      id: "list.search",
      label: "inbox.search",
      group: "list",
      icon: Search,
      keys: ["/"],
      run: () => field.current?.focus(),
    },
  ]);
  const short = text.trim() !== "" && [...text.trim()].length < shortest;
  return (
    <TextField
      ref={field}
      hideLabel
      optional
      type="search"
      label={t("customers.search")}
      placeholder={t("customers.search")}
      icon={<Search size={16} />}
      className="min-w-0 flex-1 sm:min-w-60"
      hint={short ? t("customers.search_longer") : undefined}
      aria-keyshortcuts="/"
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
