import { Controller, type UseFormReturn, useWatch } from "react-hook-form";
import { beginAnew, useStoredForm } from "../../lib/form";
import { chooseLanguage, type Language, languages, useT } from "../../lib/i18n";
import { useSaving } from "../../lib/saving";
import { toast } from "../../lib/toast";
import { zoneName } from "../../lib/zone";
import { Section } from "../../ui/page";
import { RadioGroup } from "../../ui/radio-group";
import { StoredForm } from "../../ui/stored-form";
import { TextArea } from "../../ui/text-area";
import { TextField } from "../../ui/text-field";
import { ZoneField } from "../../ui/zone-field";
import { type Bootstrap, updateMe, useBootstrap } from "./api";

interface Values {
  name: string;
  email: string;
  password: string;
  phone: string;
  address: string;
  language: Language;
  time_zone: string;
}

/** Name, contact data, language and zone of whoever is signed in. */
export function ProfileForm() {
  const t = useT();
  const { me } = useBootstrap();
  const saved = valuesOf(me);
  const form = useStoredForm<Values>(saved);
  const { errors, isDirty } = form.formState;
  const saving = useSaving(form, async ({ password, ...values }) => {
    await updateMe({ ...values, ...(values.email === saved.email ? {} : { password }) });
    await chooseLanguage(values.language);
    beginAnew(form, { ...values, password: "" });
    toast({ text: t("common.saved") });
  });
  return (
    <StoredForm {...{ form, saving }} start={saved} dirty={isDirty}>
      <Section title={t("profile.about_you")}>
        <TextField
          label={t("profile.name")}
          autoComplete="name"
          {...form.register("name")}
          error={errors.name?.message}
        />
        <EmailFields form={form} saved={saved.email} />
        <TextField
          optional
          type="tel"
          label={t("profile.phone")}
          hint={t("profile.phone_hint")}
          autoComplete="tel"
          {...form.register("phone")}
          error={errors.phone?.message}
        />
        <TextArea
          optional
          rows={2}
          label={t("profile.address")}
          autoComplete="street-address"
          {...form.register("address")}
          error={errors.address?.message}
        />
      </Section>
      <Places form={form} workspace={me.workspace.time_zone} />
    </StoredForm>
  );
}

type Form = UseFormReturn<Values>;

/** The email, and the password that a new one needs. */
function EmailFields({ form, saved }: { form: Form; saved: string }) {
  const t = useT();
  const { errors } = form.formState;
  const email = useWatch({ control: form.control, name: "email" });
  return (
    <>
      <TextField
        type="email"
        label={t("profile.email")}
        hint={t("profile.email_hint")}
        autoComplete="email"
        {...form.register("email")}
        error={errors.email?.message}
      />
      {email.trim().toLowerCase() !== saved && (
        <TextField
          type="password"
          label={t("profile.password_now")}
          hint={t("profile.password_for_email")}
          autoComplete="current-password"
          {...form.register("password")}
          error={errors.password?.message}
        />
      )}
    </>
  );
}

function Places({ form, workspace }: { form: Form; workspace: string }) {
  const t = useT();
  return (
    <Section title={t("profile.language_and_zone")}>
      <Controller
        control={form.control}
        name="language"
        render={({ field, fieldState }) => (
          <RadioGroup
            inline
            label={t("app.language")}
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
            options={languages.map(({ code, name }) => ({ value: code, label: <span lang={code}>{name}</span> }))}
          />
        )}
      />
      <Controller
        control={form.control}
        name="time_zone"
        render={({ field, fieldState }) => (
          <ZoneField
            optional
            clearable
            label={t("profile.time_zone")}
            placeholder={t("profile.time_zone_follow", { zone: zoneName(workspace, Date.now()) })}
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
          />
        )}
      />
    </Section>
  );
}

function valuesOf({ member, language }: Bootstrap["me"]): Values {
  const { email = "", phone = "", address = "", time_zone = "" } = member.private ?? {};
  return { name: member.name, email, phone, address, password: "", language, time_zone };
}
