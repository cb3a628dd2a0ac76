import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { useBootstrap } from "../account/api";
import { isNarrowed } from "./address";
import { ChoiceFilter } from "./choice-filter";
import { DateFilter } from "./date-filter";
import { useFilters } from "./use-filters";

/** What the list is narrowed by. It stands in the address. */
export function FilterBar() {
  const t = useT();
  const [search, set] = useFilters();
  const { channels, members, departments } = useBootstrap();
  const handlers = members.filter(({ state }) => state === "active");
  const none = { type: undefined, channel: undefined, last_handler: undefined, department: undefined };
  return (
    <search className="flex flex-wrap items-start gap-2">
      <Words />
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
      <ChoiceFilter filter="last_handler" label={t("customers.handler")} options={handlers} />
      <ChoiceFilter
        filter="department"
        label={t("customers.department")}
        options={departments.filter(({ state }) => state !== "removed")}
      />
      <DateFilter />
      {isNarrowed(search) && (
        <Button look="quiet" onClick={() => set({ ...none, from: undefined, to: undefined, q: undefined })}>
          {t("customers.clear")}
        </Button>
      )}
    </search>
  );
}

/** Milliseconds without a key after which what was typed is searched for. */
const pause = 350;
/** Fewer characters find too much. */
export const shortest = 2;

/** The search box. What is typed goes into the address after a pause, so that a search is a link too. */
function Words() {
  const t = useT();
  const [{ q = "" }, set] = useFilters();
  const [text, setText] = useState(q);
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
  const short = text.trim() !== "" && [...text.trim()].length < shortest;
  return (
    <TextField
      hideLabel
      optional
      type="search"
      label={t("customers.search")}
      placeholder={t("customers.search")}
      icon={<Search size={16} />}
      className="min-w-60 flex-1 max-sm:basis-full"
      hint={short ? t("customers.search_longer") : undefined}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
