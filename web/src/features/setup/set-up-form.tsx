import { type ReactNode, useState } from "react";
import { Controller, type UseFormReturn, useForm, useWatch } from "react-hook-form";
import { ApiError } from "../../lib/api-error";
import { chooseLanguage, languages, useLanguage, useT } from "../../lib/i18n";
import { useSaving } from "../../lib/saving";
import { Button } from "../../ui/button";
import { FormError } from "../../ui/form-error";
import { RadioGroup } from "../../ui/radio-group";
import { TextField } from "../../ui/text-field";
import { ZoneField } from "../../ui/zone-field";
import type { NewHouse } from "./api";
import { CodeField } from "./code-field";
import { OwnerFields } from "./owner-fields";

export type SetUpValues = Omit<NewHouse, "language">;
export type SetUpFormState = UseFormReturn<SetUpValues>;

interface Props {
  /** The one-time code of the address; empty if the address held none. */
  code: string;
  onSetUp: (house: NewHouse) => Promise<void>;
}

/** All that the set-up asks for, on one page. */
export function SetUpForm({ code, onSetUp }: Props) {
  const t = useT();
  const language = useLanguage();
  const [askCode, setAskCode] = useState(!code);
  const form = useForm<SetUpValues>({
    defaultValues: {
      code,
      company: "",
      time_zone: "Asia/Jakarta",
      plan_mode: "unlimited",
      name: "",
      email: "",
      password: "",
    },
  });
  const { submit, busy, error } = useSaving(form, async (values) => {
    try {
      await onSetUp({ ...values, language });
    } catch (cause) {
      if (!(cause instanceof ApiError && cause.code === "wrong_code")) throw cause;
      setAskCode(true);
      throw new ApiError(422, "invalid", { errors: [{ field: "code", code: "wrong_code" }] });
    }
  });
  return (
    <form className="flex flex-col gap-5" noValidate onSubmit={(event) => void submit(event)}>
      <FormError error={error} />
      {askCode && (
        <Part title={t("setup.code")} description={t("setup.code_why")}>
          <CodeField form={form} />
        </Part>
      )}
      <Part title={t("setup.company")} description={t("setup.company_why")}>
        <CompanyFields form={form} />
      </Part>
      <Part title={t("setup.owner")} description={t("setup.owner_why")}>
        <OwnerFields form={form} />
      </Part>
      <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
        <p className="text-13 text-muted">{t("setup.changeable")}</p>
        <Button type="submit" look="primary" className="max-sm:w-full" busy={busy}>
          {t("setup.finish")}
        </Button>
      </div>
    </form>
  );
}

/** A part of the set-up: what it is about at the side, what it asks beside it. */
function Part({ title, description, children }: { title: string; description: string; children: ReactNode }) {
  return (
    <section className="grid gap-4 rounded-card border bg-surface p-4 md:grid-cols-[200px_1fr] md:gap-8 md:p-6">
      <div>
        <h2 className="text-16 font-semibold">{title}</h2>
        <p className="mt-1 text-13 text-muted">{description}</p>
      </div>
      <div className="flex min-w-0 flex-col gap-4">{children}</div>
    </section>
  );
}

function CompanyFields({ form }: { form: SetUpFormState }) {
  const t = useT();
  const { errors } = form.formState;
  const [zone, plan] = useWatch({ control: form.control, name: ["time_zone", "plan_mode"] });
  return (
    <>
      <TextField
        label={t("setup.company_name")}
        autoComplete="organization"
        {...form.register("company", { validate: (text) => text.trim() !== "" || t("errors.required") })}
        error={errors.company?.message}
      />
      <ScreenLanguage />
      <Controller
        control={form.control}
        name="time_zone"
        rules={{ required: t("errors.required") }}
        render={({ field, fieldState }) => (
          <ZoneField
            label={t("setup.time_zone")}
            hint={t("setup.time_zone_hint")}
            value={zone}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
      <RadioGroup<NewHouse["plan_mode"]>
        label={t("setup.plan")}
        value={plan}
        onChange={(mode) => form.setValue("plan_mode", mode)}
        error={errors.plan_mode?.message}
        options={[
          { value: "unlimited", label: t("setup.plan_own"), hint: t("setup.plan_own_hint") },
          { value: "metered", label: t("setup.plan_others"), hint: t("setup.plan_others_hint") },
        ]}
      />
    </>
  );
}

/** The language: of the workspace, and of this screen at once. */
function ScreenLanguage() {
  const t = useT();
  return (
    <RadioGroup
      inline
      label={t("setup.language")}
      value={useLanguage()}
      onChange={(code) => void chooseLanguage(code)}
      options={languages.map(({ code, name }) => ({ value: code, label: <span lang={code}>{name}</span> }))}
    />
  );
}
