import { Combobox } from "@base-ui/react/combobox";
import { X } from "lucide-react";
import { useState } from "react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { controlClasses, Field, type FieldProps } from "../field";
import {
  type ComboboxOption,
  OptionList,
  optionRules,
  type SearchOptions,
  useOptions,
  useOthersReadable,
} from "./options";

export interface MultiComboboxProps extends FieldProps {
  options: readonly ComboboxOption[];
  value: readonly ComboboxOption[];
  onChange: (value: ComboboxOption[]) => void;
  search?: SearchOptions | undefined;
  placeholder?: string | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
}

/** The inside of `MultiCombobox`. */
export function MultiComboboxBody(props: MultiComboboxProps) {
  const { label, hint, error, optional, hideLabel, className, value, onChange, search, placeholder, disabled } = props;
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState(false);
  const { options, busy, failed } = useOptions(props.options, search, query, open);
  useOthersReadable(open);
  const missing = value.filter((chosen) => !options.some((option) => option.value === chosen.value));
  return (
    <Field {...{ label, hint, error, optional, hideLabel, className }}>
      {(wiring) => (
        <Combobox.Root
          multiple
          items={[...options, ...missing]}
          filteredItems={search ? options : undefined}
          value={[...value]}
          onValueChange={(now, details) => {
            // The library would take all of them away. Esc closes the list, then whatever the field is in.
            if (details.reason === "escape-key") {
              details.cancel();
              details.allowPropagation();
            } else onChange(now);
          }}
          onOpenChange={setOpen}
          onInputValueChange={setQuery}
          autoHighlight
          disabled={disabled ?? false}
          {...optionRules}
        >
          <Combobox.InputGroup>
            <Combobox.Chips
              className={cx(
                controlClasses,
                "flex flex-wrap items-center gap-1 px-1.5 py-1 focus-within:border-brand focus-within:outline-2 focus-within:outline-brand",
              )}
            >
              {value.map((chosen) => (
                <ChosenChip key={chosen.value} option={chosen} />
              ))}
              <Combobox.Input
                {...wiring}
                placeholder={value.length > 0 ? undefined : placeholder}
                className="min-h-7 coarse:min-h-11 min-w-24 flex-1 bg-transparent px-1.5 outline-none"
              />
            </Combobox.Chips>
          </Combobox.InputGroup>
          <OptionList busy={busy} failed={failed} />
        </Combobox.Root>
      )}
    </Field>
  );
}

function ChosenChip({ option }: { option: ComboboxOption }) {
  const t = useT();
  return (
    <Combobox.Chip
      aria-label={option.label}
      className="inline-flex max-w-full items-center rounded-chip bg-selected ps-2.5 text-13 outline-offset-0 focus-within:outline-2 focus:outline-2"
    >
      <span className="truncate">{option.label}</span>
      <Combobox.ChipRemove
        aria-label={t("ui.remove", { name: option.label })}
        className="hit-area inline-flex size-7 shrink-0 items-center justify-center rounded-chip text-muted hover:text-ink coarse:size-8"
      >
        <X size={14} />
      </Combobox.ChipRemove>
    </Combobox.Chip>
  );
}
