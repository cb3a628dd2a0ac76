import { useState } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { showFieldErrors } from "./form";
import { useT } from "./i18n";

/**
 * Sends a form. Refusals of fields stand at their fields; `error` is what remains, for `FormError`.
 * `form.formState` is read here, so the component need not subscribe to `isSubmitting` itself.
 */
export function useSaving<V extends FieldValues>(
  form: UseFormReturn<V>,
  save: (values: V) => Promise<void>,
  fields?: readonly string[],
) {
  const t = useT();
  const [error, setError] = useState<unknown>();
  const submit = form.handleSubmit(async (values) => {
    setError(undefined);
    try {
      await save(values);
    } catch (cause) {
      if (!showFieldErrors(form.setError, t, cause, fields)) setError(cause);
    }
  });
  return { submit, busy: form.formState.isSubmitting, error, clear: () => setError(undefined) };
}
