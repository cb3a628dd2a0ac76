import { useForm, useWatch } from "react-hook-form";
import { verdict } from "../../lib/form";
import { useT } from "../../lib/i18n";
import { faultOf } from "../../lib/password";
import { useSaving } from "../../lib/saving";
import { toast } from "../../lib/toast";
import { Button } from "../../ui/button";
import { FormError } from "../../ui/form-error";
import { NewPassword } from "../../ui/new-password";
import { Section } from "../../ui/page";
import { TextField } from "../../ui/text-field";
import { UnsavedGuard } from "../../ui/unsaved-guard";
import { useBootstrap } from "./api";
import { changePassword } from "./own";

const empty = { old_password: "", password: "" };

/** A new password in place of the old one. `onDone` hears of it, since every other session has then ended. */
export function PasswordForm({ onDone }: { onDone: () => void }) {
  const t = useT();
  const { member } = useBootstrap().me;
  const own = [member.name, member.private?.email ?? "", member.private?.phone ?? ""];
  const form = useForm({ defaultValues: empty });
  const { errors, isDirty } = form.formState;
  const password = useWatch({ control: form.control, name: "password" });
  const { submit, busy, error } = useSaving(form, async (values) => {
    await changePassword(values.old_password, values.password);
    form.reset(empty);
    toast({ text: t("profile.password_changed") });
    onDone();
  });
  return (
    <Section title={t("profile.password_change")} description={t("profile.password_change_hint")}>
      <form className="flex flex-col gap-4" noValidate onSubmit={(event) => void submit(event)}>
        <FormError error={error} />
        {/* Password managers store the new password under this name. */}
        <input hidden readOnly autoComplete="username" value={own[1] || own[2]} />
        <TextField
          type="password"
          label={t("profile.password_now")}
          autoComplete="current-password"
          {...form.register("old_password", { required: t("errors.required") })}
          error={errors.old_password?.message}
        />
        <NewPassword
          label={t("profile.password_new")}
          value={password}
          own={own}
          {...form.register("password", {
            validate: (typed) => verdict(t, faultOf(typed, own)),
          })}
          error={errors.password?.message}
        />
        <div>
          <Button type="submit" look="primary" busy={busy}>
            {t("profile.password_change")}
          </Button>
        </div>
        <UnsavedGuard dirty={isDirty && !busy} />
      </form>
    </Section>
  );
}
