import { Combobox } from "@base-ui/react/combobox";
import { ChevronDown, X } from "lucide-react";
import { useState } from "react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { controlClasses, Field, type FieldProps } from "../field";
import {
  type ComboboxOption,
  grouped,
  OptionList,
  optionRules,
  type SearchOptions,
  useOptions,
  useOthersReadable,
} from "./options";

export interface ComboboxProps extends FieldProps {
  /** All options, or, with `search`, those to show at first. */
  options: readonly ComboboxOption[];
  /** The chosen option; `null` for none. */
  value: ComboboxOption | null;
  onChange: (value: ComboboxOption | null) => void;
  /** Looks for options on the server. Keep its identity between renders (`useCallback`). */
  search?: SearchOptions | undefined;
  /** Finds options here, by more than their labels, at every key. */
  find?: ((query: string) => readonly ComboboxOption[]) | undefined;
  placeholder?: string | undefined;
  /** Offers a button that chooses nothing. */
  clearable?: boolean | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
}

const smallButton =
  "inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink coarse:size-11";

/** The inside of `Combobox`. */
export function ComboboxBody(props: ComboboxProps) {
  const {
    label,
    hint,
    error,
    optional,
    hideLabel,
    className,
    value,
    onChange,
    search,
    find,
    placeholder,
    clearable,
    disabled,
  } = props;
  const t = useT();
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState(false);
  const { options, busy, failed } = useOptions(find?.(query) ?? props.options, search, query, open);
  useOthersReadable(open);
  return (
    <Field {...{ label, hint, error, optional, hideLabel, className }}>
      {(wiring) => (
        <Combobox.Root
          items={grouped(withChosen(options, value))}
          filteredItems={search || find ? options : undefined}
          value={value}
          onValueChange={onChange}
          onOpenChange={setOpen}
          onInputValueChange={(text, details) => setQuery(details.reason === "input-change" ? text : "")}
          autoHighlight
          disabled={disabled ?? false}
          {...optionRules}
        >
          <Combobox.InputGroup className="relative flex items-center">
            <Combobox.Input
              {...wiring}
              placeholder={placeholder}
              // What is chosen gives way to what is typed; whoever has begun to type puts the caret where they like.
              onFocus={(event) => event.currentTarget.select()}
              onClick={(event) => query === "" && event.currentTarget.select()}
              className={cx(controlClasses, clearable ? "pe-18 coarse:pe-23" : "pe-10 coarse:pe-12")}
            />
            <span className="absolute end-1 flex coarse:end-0">
              {clearable && (
                <Combobox.Clear
                  aria-label={t("ui.clear", { label })}
                  className={smallButton}
                  render={
                    <button type="button">
                      <X size={16} />
                    </button>
                  }
                />
              )}
              <Combobox.Trigger aria-label={t("ui.show_options", { label })} tabIndex={-1} className={smallButton}>
                <ChevronDown size={16} />
              </Combobox.Trigger>
            </span>
          </Combobox.InputGroup>
          <OptionList busy={busy} failed={failed} />
        </Combobox.Root>
      )}
    </Field>
  );
}

/** The chosen option must stay among the items, or the library forgets its label. */
export function withChosen(
  options: readonly ComboboxOption[],
  chosen: ComboboxOption | null,
): readonly ComboboxOption[] {
  if (!chosen || options.some((option) => option.value === chosen.value)) return options;
  return [...options, chosen];
}
