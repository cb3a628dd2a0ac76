import type { FormEvent, ReactNode } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";
import { beginAnew } from "../lib/form";
import type { useSaving } from "../lib/saving";
import { FormError } from "./form-error";
import { SaveBar } from "./save-bar";
import { UnsavedGuard } from "./unsaved-guard";

interface Props<V extends FieldValues> {
  form: UseFormReturn<V>;
  /** What is stored: what throwing changes away goes back to. */
  start: V;
  /** There is something to save. */
  dirty: boolean;
  saving: ReturnType<typeof useSaving<V>>;
  /** Called before it is sent. */
  onSubmit?: () => void;
  /** What stands at the foot instead of the bar for changes: for a form that begins something. */
  bar?: ReactNode;
  children: ReactNode;
}

/** A form on a page: what went wrong, its sections, saving or throwing away what was changed, and asking before one leaves that. */
export function StoredForm<V extends FieldValues>({ form, start, dirty, saving, onSubmit, bar, children }: Props<V>) {
  const { submit, busy, error, clear } = saving;
  const send = (event: FormEvent) => {
    onSubmit?.();
    void submit(event);
  };
  const discard = () => {
    clear();
    beginAnew(form, start);
  };
  return (
    <form className="flex flex-col gap-6" noValidate onSubmit={send}>
      <FormError error={error} />
      {children}
      {bar ?? <SaveBar dirty={dirty} busy={busy} onDiscard={discard} />}
      <UnsavedGuard dirty={dirty && !busy} />
    </form>
  );
}
