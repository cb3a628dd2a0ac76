import { type FieldValues, type Path, type UseFormReturn, type UseFormSetError, useForm } from "react-hook-form";
import { fieldWords } from "./error-words";
import type { Translate, WordKey } from "./i18n";

/**
 * Puts the server's refusals beside their fields. Tells whether there were any; if not, show the error as a whole.
 * With `fields`, the names of those on the screen, refusals of others do not count.
 */
export function showFieldErrors<V extends FieldValues>(
  setError: UseFormSetError<V>,
  t: Translate,
  error: unknown,
  fields?: readonly string[],
): boolean {
  const texts = Object.entries(fieldWords(t, error)).filter(([field]) => !fields || fields.includes(field));
  for (const [field, message] of texts) setError(field as Path<V>, { type: "server", message }, { shouldFocus: true });
  return texts.length > 0;
}

/** What react-hook-form wants of a check: `true`, or the words for what is wrong. */
export function verdict(t: Translate, fault: WordKey | undefined): true | string {
  return fault === undefined || t(fault);
}

/** A form over what is stored: what others change meanwhile is taken over, except into fields one is changing oneself. */
export function useStoredForm<V extends FieldValues>(stored: V): UseFormReturn<V> {
  return useForm<V>({ values: stored, resetOptions: { keepDirtyValues: true } });
}

/** Begins a form anew with these values, whatever was typed: after saving, or when changes are thrown away. */
export function beginAnew<V extends FieldValues>(form: UseFormReturn<V>, values: V): void {
  form.reset(values, { keepDirtyValues: false });
}
