import { useWatch } from "react-hook-form";
import { verdict } from "../../lib/form";
import { useT } from "../../lib/i18n";
import { faultOf } from "../../lib/password";
import { NewPassword } from "../../ui/new-password";
import { TextField } from "../../ui/text-field";
import type { SetUpFormState } from "./set-up-form";

/** Who will own the workspace, and how they sign in. */
export function OwnerFields({ form }: { form: SetUpFormState }) {
  const t = useT();
  const { errors } = form.formState;
  const [name, email, password] = useWatch({ control: form.control, name: ["name", "email", "password"] });
  const filled = (text: string) => text.trim() !== "" || t("errors.required");
  return (
    <>
      <TextField
        label={t("setup.name")}
        autoComplete="name"
        {...form.register("name", { validate: filled })}
        error={errors.name?.message}
      />
      <TextField
        type="email"
        label={t("setup.email")}
        hint={t("setup.email_hint")}
        autoComplete="username"
        {...form.register("email", { validate: filled })}
        error={errors.email?.message}
      />
      <NewPassword
        label={t("setup.password")}
        value={password}
        own={[name, email]}
        {...form.register("password", {
          validate: (typed, { name, email }) => verdict(t, faultOf(typed, [name, email])),
        })}
        error={errors.password?.message}
      />
    </>
  );
}
