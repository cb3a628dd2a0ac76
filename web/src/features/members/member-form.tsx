import { useEffect } from "react";
import { Controller, type UseFormReturn, useForm } from "react-hook-form";
import { verdict } from "../../lib/form";
import { useT } from "../../lib/i18n";
import { faultOf } from "../../lib/password";
import { useSaving } from "../../lib/saving";
import { Disclosure } from "../../ui/disclosure";
import { FormError } from "../../ui/form-error";
import { NewPassword } from "../../ui/new-password";
import { RadioGroup } from "../../ui/radio-group";
import { TextArea } from "../../ui/text-area";
import { TextField } from "../../ui/text-field";
import { DepartmentsField } from "./departments-field";
import { RoleField } from "./role-field";
import type { MemberValues } from "./rules";

/** How a new member first comes in; an existing one is in already. */
export interface MemberFormValues extends MemberValues {
  entry: "link" | "password" | "none";
  password: string;
}

type Form = UseFormReturn<MemberFormValues>;

interface Props {
  /** For the button outside that sends the form. */
  id: string;
  start: MemberFormValues;
  /** Whether the role may be chosen. */
  roles: boolean;
  onSave: (values: MemberFormValues) => Promise<void>;
  /** Told whether something has been typed, and whether the form is under way. */
  onState: (state: { dirty: boolean; busy: boolean }) => void;
}

/** What is known of a member: the same for adding and for changing one. */
export function MemberForm({ id, start, roles, onSave, onState }: Props) {
  const t = useT();
  const form = useForm<MemberFormValues>({ defaultValues: start });
  const { errors, isDirty } = form.formState;
  const { submit, busy, error } = useSaving(form, onSave);
  useEffect(() => onState({ dirty: isDirty, busy }), [isDirty, busy, onState]);
  return (
    <form id={id} className="flex flex-col gap-4" noValidate onSubmit={(event) => void submit(event)}>
      <FormError error={error} />
      <TextField
        label={t("members.name")}
        autoComplete="off"
        {...form.register("name", { validate: (name) => name.trim() !== "" || t("errors.required") })}
        error={errors.name?.message}
      />
      <Contact form={form} />
      {roles && <RoleField form={form} />}
      <DepartmentsField form={form} />
      {start.entry !== "none" && <Entry form={form} />}
      <Disclosure label={t("members.more")}>
        <div className="flex flex-col gap-4">
          <TextField
            optional
            label={t("members.organization")}
            {...form.register("organization")}
            error={errors.organization?.message}
          />
          <TextArea
            optional
            rows={2}
            label={t("members.address")}
            {...form.register("address")}
            error={errors.address?.message}
          />
        </div>
      </Disclosure>
    </form>
  );
}

/** Email and number: one of them is needed, as the name to sign in with. */
function Contact({ form }: { form: Form }) {
  const t = useT();
  const { errors } = form.formState;
  return (
    <>
      <TextField
        type="email"
        label={t("members.email")}
        autoComplete="off"
        {...form.register("email", {
          validate: (email, { phone }) => email.trim() !== "" || phone.trim() !== "" || t("errors.email_or_phone"),
        })}
        error={errors.email?.message}
      />
      <TextField
        type="tel"
        label={t("members.phone")}
        hint={t("members.phone_hint")}
        autoComplete="off"
        {...form.register("phone", { deps: "email" })}
        error={errors.phone?.message}
      />
    </>
  );
}

/** By a link that the member opens, or by a password that is told to them. */
function Entry({ form }: { form: Form }) {
  const t = useT();
  const { errors } = form.formState;
  const [entry, password, name, email, phone] = form.watch(["entry", "password", "name", "email", "phone"]);
  const own = [name, email, phone];
  return (
    <>
      <Controller
        control={form.control}
        name="entry"
        render={({ field }) => (
          <RadioGroup<MemberFormValues["entry"]>
            label={t("members.entry")}
            value={field.value}
            onChange={field.onChange}
            options={[
              { value: "link", label: t("members.entry_link"), hint: t("members.entry_link_hint") },
              { value: "password", label: t("members.entry_password"), hint: t("members.entry_password_hint") },
            ]}
          />
        )}
      />
      {entry === "password" && (
        <NewPassword
          label={t("members.password")}
          value={password}
          own={own}
          {...form.register("password", {
            validate: (typed) => verdict(t, faultOf(typed, own)),
          })}
          error={errors.password?.message}
        />
      )}
    </>
  );
}
