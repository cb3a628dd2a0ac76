import { ChevronDown, Search } from "lucide-react";
import { useState } from "react";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { Popover } from "../../ui/popover";
import { TextField } from "../../ui/text-field";
import { idsOf, type ListFilter } from "./address";
import { useFilters } from "./use-filters";

interface Props {
  filter: ListFilter;
  label: string;
  options: readonly { id: string; name: string }[];
}

/** One or several of a few: each counts at once. A single one is no choice. */
export function ChoiceFilter({ filter, label, options }: Props) {
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
        <Options
          label={label}
          options={options}
          chosen={chosen}
          onChoose={choose}
          onAny={() => set({ [filter]: undefined })}
        />
      )}
    </Popover>
  );
}

/** From so many on there is a field to find one by its name. */
const many = 9;

interface OptionsProps extends Pick<Props, "label" | "options"> {
  chosen: readonly string[];
  onChoose: (id: string, on: boolean) => void;
  onAny: () => void;
}

function Options({ label, options, chosen, onChoose, onAny }: OptionsProps) {
  const t = useT();
  const [part, setPart] = useState("");
  const words = part.trim().toLocaleLowerCase();
  const shown = options.filter(({ name }) => name.toLocaleLowerCase().includes(words));
  return (
    <div className="flex w-64 flex-col gap-1">
      {options.length >= many && (
        <TextField
          hideLabel
          optional
          type="search"
          label={t("customers.find_in")}
          placeholder={t("customers.find_in")}
          icon={<Search size={16} />}
          value={part}
          onChange={(event) => setPart(event.target.value)}
        />
      )}
      <fieldset className="flex max-h-72 flex-col overflow-y-auto">
        <legend className="sr-only">{label}</legend>
        {shown.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={<span className="wrap-anywhere">{name}</span>}
            checked={chosen.includes(id)}
            onChange={(event) => onChoose(id, event.target.checked)}
          />
        ))}
      </fieldset>
      {shown.length === 0 && <p className="py-2 text-13 text-muted">{t("customers.none_named")}</p>}
      {chosen.length > 0 && (
        <Button look="quiet" size="small" onClick={onAny}>
          {t("customers.any")}
        </Button>
      )}
    </div>
  );
}
