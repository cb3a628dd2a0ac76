import { useForm, useWatch } from "react-hook-form";
import { verdict } from "../../lib/form";
import { useT } from "../../lib/i18n";
import { faultOf } from "../../lib/password";
import { useSaving } from "../../lib/saving";
import { Button } from "../../ui/button";
import { FormError } from "../../ui/form-error";
import { NewPassword } from "../../ui/new-password";
import { TextField } from "../../ui/text-field";
import { acceptInvitation, type InvitationFacts } from "./own";

interface Props {
  token: string;
  invitation: InvitationFacts;
  onDone: () => Promise<void>;
}

/** Choosing the password that an invitation asks for. */
export function InvitationForm({ token, invitation, onDone }: Props) {
  const t = useT();
  const own = [invitation.name, invitation.email];
  const form = useForm({ defaultValues: { password: "" } });
  const password = useWatch({ control: form.control, name: "password" });
  const { submit, busy, error } = useSaving(form, async (values) => {
    await acceptInvitation(token, values.password);
    await onDone();
  });
  return (
    <form className="flex flex-col gap-4" noValidate onSubmit={(event) => void submit(event)}>
      <FormError error={error} />
      {invitation.email && (
        <TextField
          readOnly
          label={t("profile.email")}
          hint={t("profile.invitation_email_hint")}
          autoComplete="username"
          value={invitation.email}
        />
      )}
      <NewPassword
        label={t(invitation.again ? "profile.password_new" : "profile.password_choose")}
        value={password}
        own={own}
        {...form.register("password", {
          validate: (typed) => verdict(t, faultOf(typed, own)),
        })}
        error={form.formState.errors.password?.message}
      />
      <Button type="submit" look="primary" wide busy={busy}>
        {t("profile.invitation_accept")}
      </Button>
    </form>
  );
}
