import { type ComponentPropsWithRef, type ReactNode, useId } from "react";
import { cx } from "../lib/cx";
import { FieldError } from "./field";

export interface ChoiceProps extends Omit<ComponentPropsWithRef<"input">, "type" | "children"> {
  label: ReactNode;
  /** A sentence below the label. */
  hint?: ReactNode;
  error?: string | undefined;
}

interface Props extends ChoiceProps {
  kind: "checkbox" | "radio" | "switch";
  /** Classes of the control itself. */
  look: string;
}

/** A control with its label at its side: the whole line can be pressed. */
export function Choice({ kind, look, label, hint, error, className, ...rest }: Props) {
  const made = useId();
  const id = rest.id ?? made;
  const described = cx(hint ? `${id}-hint` : "", error && `${id}-error`) || undefined;
  return (
    <div className={cx("flex flex-col", className)}>
      <label htmlFor={id} className="flex items-start gap-3 py-1.5 coarse:min-h-11 coarse:py-3">
        <input
          {...rest}
          id={id}
          type={kind === "radio" ? "radio" : "checkbox"}
          role={kind === "switch" ? "switch" : undefined}
          aria-describedby={described}
          aria-invalid={error ? true : undefined}
          className={cx(
            "mt-px shrink-0 cursor-pointer appearance-none border border-line-strong forced:appearance-auto",
            look,
          )}
        />
        <span className="min-w-0">
          {label}
          {hint && (
            <span id={`${id}-hint`} className="block text-13 text-muted">
              {hint}
            </span>
          )}
        </span>
      </label>
      <FieldError id={`${id}-error`} text={error} />
    </div>
  );
}
