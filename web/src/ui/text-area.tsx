import { type ComponentPropsWithRef, useCallback, useEffect, useRef } from "react";
import { cx } from "../lib/cx";
import { mergeRefs } from "../lib/merge-refs";
import { controlClasses, Field, type FieldProps } from "./field";

interface Props extends FieldProps, Omit<ComponentPropsWithRef<"textarea">, "children" | "rows"> {
  /** Lines when empty; default 3. */
  rows?: number | undefined;
  /** Lines up to which it grows with its text; default 12. */
  mostRows?: number | undefined;
}

/** Several lines of text; grows with what is written. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  hideLabel,
  className,
  id,
  rows = 3,
  mostRows = 12,
  ref,
  ...rest
}: Props) {
  const own = useRef<HTMLTextAreaElement | null>(null);
  const grow = useCallback(() => own.current && fitHeight(own.current, mostRows), [mostRows]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text, whoever changed it.
  useEffect(() => void grow(), [grow, rest.value]);
  return (
    <Field {...{ label, hint, error, optional, hideLabel, className, id }}>
      {(wiring) => (
        <textarea
          {...rest}
          {...wiring}
          ref={mergeRefs(own, ref)}
          rows={rows}
          aria-required={!optional || undefined}
          onInput={(event) => {
            grow();
            rest.onInput?.(event);
          }}
          className={cx(controlClasses, "resize-y py-2")}
        />
      )}
    </Field>
  );
}

/** Makes a text area as high as its text, at most `mostRows` lines. */
export function fitHeight(area: HTMLTextAreaElement, mostRows: number): void {
  const line = Number.parseFloat(getComputedStyle(area).lineHeight) || 20;
  area.style.height = "auto";
  const wanted = area.scrollHeight + (area.offsetHeight - area.clientHeight);
  area.style.height = `${Math.min(wanted, line * mostRows + 18)}px`;
}
