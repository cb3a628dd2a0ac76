import { Search } from "lucide-react";
import { useT } from "../../lib/i18n";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { useBootstrap } from "../account/api";
import { present } from "../departments/api";
import { type Filter, noDepartment, roles } from "./rules";

/** Narrows the list by a word, a role and a department. */
export function MemberFilter({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const t = useT();
  const departments = present(useBootstrap());
  return (
    <search className="flex flex-wrap gap-2">
      <TextField
        hideLabel
        optional
        type="search"
        label={t("members.search")}
        placeholder={t("members.search")}
        icon={<Search size={16} />}
        className="flex-1 max-sm:basis-full"
        value={filter.query}
        onChange={(event) => onChange({ ...filter, query: event.target.value })}
      />
      <Select
        hideLabel
        optional
        label={t("members.role_filter")}
        className="w-44 max-sm:flex-1"
        value={filter.role}
        placeholder={t("members.all_roles")}
        options={roles.map((role) => ({ value: role, label: t(`members.role_${role}`) }))}
        onChange={(event) => onChange({ ...filter, role: event.target.value })}
      />
      {departments.length > 0 && (
        <Select
          hideLabel
          optional
          label={t("members.department_filter")}
          className="w-52 max-sm:flex-1"
          value={filter.department}
          placeholder={t("members.all_departments")}
          options={[
            ...departments.map(({ id, name }) => ({ value: id, label: name })),
            { value: noDepartment, label: t("members.no_department") },
          ]}
          onChange={(event) => onChange({ ...filter, department: event.target.value })}
        />
      )}
    </search>
  );
}
