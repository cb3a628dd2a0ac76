import { ListFilter } from "lucide-react";
import { useT, withWords } from "../../lib/i18n";
import { late } from "../../lib/late";
import { IconButton } from "../../ui/icon-button";
import { Popover } from "../../ui/popover";
import { Spinner } from "../../ui/spinner";
import { useView } from "./address";
import { isNarrowed, useChoices } from "./filtering";

const FilterFields = late(async () => (await withWords(import("./filter-fields"))).FilterFields, {
  waiting: <Spinner />,
});
const Chips = late(async () => (await import("./filter-chips")).FilterChips);

/** The button that opens the filters. */
export function FilterButton() {
  const t = useT();
  const choices = useChoices();
  const on = isNarrowed(useView());
  if (!Object.values(choices).some(({ length }) => length > 0)) return null;
  return (
    <Popover
      label={t("inbox.filters")}
      align="end"
      trigger={(props) => (
        <IconButton
          {...props}
          tip="end"
          label={t("inbox.filters")}
          className={on ? "text-brand!" : ""}
          icon={<ListFilter size={18} />}
        />
      )}
    >
      {(close) => <FilterFields onDone={close} />}
    </Popover>
  );
}

/** The filters that are on. Their code comes with the first one. */
export function FilterChips() {
  return isNarrowed(useView()) && <Chips />;
}
