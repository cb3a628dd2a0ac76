import { ChevronDown } from "lucide-react";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { Popover } from "../../ui/popover";
import { idsOf, type ListFilter } from "./address";
import { useFilters } from "./use-filters";

interface Props {
  filter: ListFilter;
  label: string;
  options: readonly { id: string; name: string }[];
}

/** One or several of a few: each counts at once. A single one is no choice. */
export function ChoiceFilter({ filter, label, options }: Props) {
  const t = useT();
  const [search, set] = useFilters();
  const chosen = idsOf(search, filter);
  if (options.length < 2 && chosen.length === 0) return null;
  const choose = (id: string, on: boolean) => {
    const ids = on ? [...chosen, id] : chosen.filter((one) => one !== id);
    set({ [filter]: ids.join(",") || undefined });
  };
  const names = options.filter(({ id }) => chosen.includes(id)).map(({ name }) => name);
  const on = chosen.length > 0;
  return (
    <Popover
      label={label}
      trigger={(props) => (
        <Button {...props} className={on ? "border-brand! text-brand!" : ""}>
          <span className="flex items-center gap-1.5">
            <span className="max-w-40 truncate">{names.length === 1 ? names[0] : label}</span>
            {chosen.length > 1 && <span data-number="">{chosen.length}</span>}
            <ChevronDown aria-hidden="true" size={16} className="shrink-0 text-muted" />
          </span>
        </Button>
      )}
    >
      {() => (
        <fieldset className="flex max-h-72 w-60 flex-col overflow-y-auto">
          <legend className="sr-only">{label}</legend>
          {options.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={<span className="wrap-anywhere">{name}</span>}
              checked={chosen.includes(id)}
              onChange={(event) => choose(id, event.target.checked)}
            />
          ))}
          {on && (
            <Button look="quiet" size="small" onClick={() => set({ [filter]: undefined })}>
              {t("customers.any")}
            </Button>
          )}
        </fieldset>
      )}
    </Popover>
  );
}
