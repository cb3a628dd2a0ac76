import { type ReactNode, useId } from "react";
import { cx } from "../lib/cx";
import { Choice } from "./choice";
import { FieldError, Optional } from "./field";

interface RadioOption<V extends string> {
  value: V;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

interface Props<V extends string> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean | undefined;
  /** Keeps the label for screen readers only: where it stands above already. */
  hideLabel?: boolean | undefined;
  options: readonly RadioOption<V>[];
  value: V | undefined;
  onChange: (value: V) => void;
  /** Side by side where there is room. */
  inline?: boolean | undefined;
  className?: string | undefined;
}

const look = "radio size-[18px] rounded-chip bg-surface checked:border-brand checked:bg-brand disabled:opacity-50";

/** One of a few, all in view. */
export function RadioGroup<V extends string>(props: Props<V>) {
  const { label, hint, error, optional, hideLabel, options, value, onChange, inline, className } = props;
  const id = useId();
  const described = cx(hint ? `${id}-hint` : "", error && `${id}-error`) || undefined;
  return (
    <fieldset aria-describedby={described} className={cx("min-w-0", className)}>
      <legend className={hideLabel ? "sr-only" : "text-13 font-medium"}>
        {label}
        {optional && <Optional />}
      </legend>
      {hint && (
        <p id={`${id}-hint`} className="text-13 text-muted">
          {hint}
        </p>
      )}
      <div className={cx("flex", inline ? "flex-wrap gap-x-6" : "flex-col")}>
        {options.map((option) => (
          <Choice
            key={option.value}
            kind="radio"
            look={look}
            name={id}
            label={option.label}
            hint={option.hint}
            disabled={option.disabled}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
        ))}
      </div>
      <FieldError id={`${id}-error`} text={error} />
    </fieldset>
  );
}
