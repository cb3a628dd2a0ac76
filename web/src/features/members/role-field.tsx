import { Controller, type UseFormReturn } from "react-hook-form";
import { useT } from "../../lib/i18n";
import { RadioGroup } from "../../ui/radio-group";
import { Switch } from "../../ui/switch";
import { useBootstrap } from "../account/api";
import type { MemberFormValues } from "./member-form";
import { deniable } from "./rules";

type Form = UseFormReturn<MemberFormValues>;

/** The role, each with a sentence on what it may do; and for a manager what of it is taken away. */
export function RoleField({ form }: { form: Form }) {
  const t = useT();
  const { roles } = useBootstrap().me;
  return (
    <>
      <Controller
        control={form.control}
        name="role"
        render={({ field, fieldState }) => (
          <RadioGroup
            label={t("members.role")}
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
            options={roles.map((role) => ({
              value: role as MemberFormValues["role"],
              label: t(`members.role_${role as MemberFormValues["role"]}`),
              hint: t(`members.role_${role as MemberFormValues["role"]}_hint`),
            }))}
          />
        )}
      />
      {form.watch("role") === "manager" && <ManagerPermissions form={form} />}
    </>
  );
}

function ManagerPermissions({ form }: { form: Form }) {
  const t = useT();
  return (
    <Controller
      control={form.control}
      name="denied"
      render={({ field }) => (
        <fieldset className="border-s-2 ps-4">
          <legend className="float-start mb-1 w-full text-13 font-medium">{t("members.manager_may")}</legend>
          <div className="clear-both">
            {deniable.map((name) => (
              <Switch
                key={name}
                label={t(`members.may_${name}`)}
                checked={!field.value.includes(name)}
                onChange={(event) =>
                  field.onChange(
                    event.target.checked ? field.value.filter((one) => one !== name) : [...field.value, name],
                  )
                }
              />
            ))}
          </div>
        </fieldset>
      )}
    />
  );
}
