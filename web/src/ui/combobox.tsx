import { cx } from "../lib/cx";
import { controlClasses, Field, type FieldProps } from "./field";
import type { ComboboxProps } from "./overlays/combobox-body";
import { useOverlays } from "./overlays/load";
import type { MultiComboboxProps } from "./overlays/multi-combobox-body";

export type { ComboboxProps } from "./overlays/combobox-body";
export type { MultiComboboxProps } from "./overlays/multi-combobox-body";
export type { ComboboxOption } from "./overlays/options";

/** One of many, found by typing. For up to about ten known options `Select` is better. */
export function Combobox(props: ComboboxProps) {
  const parts = useOverlays(true);
  return parts ? <parts.ComboboxBody {...props} /> : <Waiting {...props} text={props.value?.label ?? ""} />;
}

/** Several of many, found by typing; chosen ones are chips that Backspace or their button removes. */
export function MultiCombobox(props: MultiComboboxProps) {
  const parts = useOverlays(true);
  const text = props.value.map((option) => option.label).join(", ");
  return parts ? <parts.MultiComboboxBody {...props} /> : <Waiting {...props} text={text} />;
}

/** Stands in, at the same size, until the code is there. */
function Waiting({
  label,
  hint,
  error,
  optional,
  hideLabel,
  className,
  text,
}: FieldProps & { className?: string | undefined; text: string }) {
  return (
    <Field {...{ label, hint, error, optional, hideLabel, className }}>
      {(wiring) => <input {...wiring} disabled aria-busy="true" value={text} className={cx(controlClasses)} />}
    </Field>
  );
}
