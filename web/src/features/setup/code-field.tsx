import { Controller } from "react-hook-form";
import { secretIn } from "../../lib/fragment";
import { useT } from "../../lib/i18n";
import { TextField } from "../../ui/text-field";
import type { SetUpFormState } from "./set-up-form";

/** The one-time code, for whoever came without it: the whole address may be pasted. */
export function CodeField({ form }: { form: SetUpFormState }) {
  const t = useT();
  return (
    <Controller
      control={form.control}
      name="code"
      rules={{ required: t("errors.required") }}
      render={({ field, fieldState }) => (
        <TextField
          ref={field.ref}
          label={t("setup.code_label")}
          hint={t("setup.code_hint")}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={field.value}
          onBlur={field.onBlur}
          onChange={(event) => field.onChange(secretIn(event.target.value))}
          error={fieldState.error?.message}
        />
      )}
    />
  );
}
