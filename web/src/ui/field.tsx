import { type ReactNode, useId } from "react";
import { cx } from "../lib/cx";
import { useT } from "../lib/i18n";

/** What every field shares. */
export interface FieldProps {
  /** Always visible: a placeholder is not a label. */
  label: string;
  /** A sentence below the label. */
  hint?: ReactNode;
  /** What is wrong, in words; the field is then marked as invalid. */
  error?: string | undefined;
  /** Says "optional" beside the label. Fields are required unless they say otherwise. */
  optional?: boolean | undefined;
  /** Keeps the label for screen readers only: for a search box whose purpose is plain to see. */
  hideLabel?: boolean | undefined;
}

/** Attributes that tie a control to its label, hint and error. */
interface FieldWiring {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

interface Props extends FieldProps {
  className?: string | undefined;
  id?: string | undefined;
  children: (wiring: FieldWiring) => ReactNode;
}

/** The frame of a field: label above, hint, control, error below. */
export function Field({ label, hint, error, optional, hideLabel, className, id: given, children }: Props) {
  const made = useId();
  const id = given ?? made;
  const described = cx(hint && `${id}-hint`, error && `${id}-error`) || undefined;
  return (
    <div className={cx("flex min-w-0 flex-col gap-1", className)}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "text-13 font-medium"}>
        {label}
        {optional && !hideLabel && <Optional />}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-13 text-muted">
          {hint}
        </p>
      )}
      {children({ id, "aria-describedby": described, "aria-invalid": error ? true : undefined })}
      <FieldError id={`${id}-error`} text={error} />
    </div>
  );
}

/** The word "optional" after a label. */
export function Optional() {
  const t = useT();
  return <span className="font-normal text-muted"> ({t("ui.optional")})</span>;
}

/** What is wrong with a field. The element stays, so that screen readers hear the text when it appears. */
export function FieldError({ id, text }: { id: string; text: string | undefined }) {
  return (
    <p id={id} aria-live="polite" className={cx("text-13 text-bad", !text && "hidden")}>
      {text}
    </p>
  );
}

/** The look of a control with an edge. */
export const controlClasses = cx(
  "field-text target w-full rounded-control border border-line-strong bg-surface px-3 py-1.5 text-ink",
  "hover:border-muted aria-invalid:border-bad disabled:bg-canvas disabled:text-muted",
  "focus-visible:outline-offset-0 focus-visible:border-brand",
);
