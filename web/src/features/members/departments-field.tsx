import { Controller, type UseFormReturn } from "react-hook-form";
import { useT } from "../../lib/i18n";
import { MultiCombobox } from "../../ui/combobox";
import { Select } from "../../ui/select";
import { useBootstrap, useMay } from "../account/api";
import { isBound, present } from "../departments/api";
import type { MemberFormValues } from "./member-form";

type Form = UseFormReturn<MemberFormValues>;

/** Where they serve, and where mostly. Nothing where there are no departments, or for who may not change them. */
export function DepartmentsField({ form }: { form: Form }) {
  const t = useT();
  const may = useMay("manage_departments");
  const house = useBootstrap();
  const departments = present(house);
  const chosen = form.watch("department_ids");
  if (!may || departments.length === 0) return null;
  const served = chosen.flatMap((id) => departments.find((one) => one.id === id) ?? []);
  // Nobody comes into a revoked one any more.
  const open = departments.filter(({ id, state }) => state === "active" || chosen.includes(id));
  const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  const bound = isBound(house, form.watch("role"));
  return (
    <Controller
      control={form.control}
      name="department_ids"
      render={({ field, fieldState }) => (
        <>
          <MultiCombobox
            optional
            label={t("members.departments")}
            hint={hintOf(t, served.length === 0, bound, form.getValues("entry") !== "none")}
            error={fieldState.error?.message}
            options={open.map(option)}
            value={served.map(option)}
            onChange={(now) => field.onChange(now.map(({ value }) => value))}
          />
          {served.length > 1 && (
            <Select
              label={t("members.department_primary")}
              value={chosen[0] ?? ""}
              options={served.map(option)}
              onChange={({ target: { value } }) => field.onChange([value, ...chosen.filter((id) => id !== value)])}
            />
          )}
        </>
      )}
    />
  );
}

/** What the departments mean for somebody of this role, and what it means to have none. */
function hintOf(t: ReturnType<typeof useT>, none: boolean, bound: boolean, isNew: boolean): string {
  if (none && isNew) return t("members.departments_new");
  if (!bound) return t("members.departments_above");
  return t(none ? "members.departments_without" : "members.departments_hint");
}
