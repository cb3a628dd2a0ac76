import { ChevronDown } from "lucide-react";
import type { ComponentPropsWithRef } from "react";
import { cx } from "../lib/cx";
import { controlClasses, Field, type FieldProps } from "./field";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

interface Props extends FieldProps, Omit<ComponentPropsWithRef<"select">, "children" | "multiple"> {
  /** Options, or groups of options. */
  options: readonly (SelectOption | { label: string; options: readonly SelectOption[] })[];
  /** Shown first, with an empty value, when nothing is chosen yet. */
  placeholder?: string | undefined;
}

/** One of a list. It is the device's own picker: the fastest on phones, and every screen reader knows it. */
export function Select({
  label,
  hint,
  error,
  optional,
  hideLabel,
  className,
  id,
  options,
  placeholder,
  ...rest
}: Props) {
  return (
    <Field {...{ label, hint, error, optional, hideLabel, className, id }}>
      {(wiring) => (
        <div className="relative flex items-center">
          <select {...rest} {...wiring} className={cx(controlClasses, "appearance-none truncate pe-9")}>
            {placeholder !== undefined && <option value="">{placeholder}</option>}
            {options.map((entry) =>
              "options" in entry ? (
                <optgroup key={entry.label} label={entry.label}>
                  {entry.options.map(option)}
                </optgroup>
              ) : (
                option(entry)
              ),
            )}
          </select>
          <ChevronDown aria-hidden="true" size={16} className="pointer-events-none absolute end-3 text-muted" />
        </div>
      )}
    </Field>
  );
}

function option({ value, label, disabled }: SelectOption) {
  return (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  );
}
