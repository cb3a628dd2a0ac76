import { useT } from "../../lib/i18n";
import { Avatar } from "../../ui/avatar";
import { Button } from "../../ui/button";
import { Combobox } from "../../ui/combobox";
import { Select } from "../../ui/select";
import { useView } from "./address";
import { useChoices, useSetFilters } from "./filtering";

/** The fields of the filters. Each works at once. */
export function FilterFields({ onDone }: { onDone: () => void }) {
  const t = useT();
  const { channels, departments, members } = useChoices();
  const { channel, assignee, department } = useView();
  const set = useSetFilters();
  const options = members.map(({ id, name, avatar_url }) => ({
    value: id,
    label: name,
    icon: <Avatar id={id} name={name} src={avatar_url} size={24} />,
  }));
  return (
    <div className="flex w-64 flex-col gap-3">
      {channels.length > 0 && (
        <Select
          label={t("inbox.channel")}
          value={channel}
          onChange={(event) => set({ channel: event.target.value })}
          options={[
            { value: "", label: t("inbox.all_channels") },
            ...channels.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      {departments.length > 0 && (
        <Select
          label={t("contacts.department")}
          value={department}
          onChange={(event) => set({ department: event.target.value })}
          options={[
            { value: "", label: t("messages.all_departments") },
            ...departments.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      {members.length > 0 && (
        <Combobox
          label={t("inbox.handled")}
          clearable
          placeholder={t("inbox.all_members")}
          options={options}
          value={options.find(({ value }) => value === assignee) ?? null}
          onChange={(option) => set({ assignee: option?.value ?? "" })}
        />
      )}
      <Button size="small" onClick={onDone}>
        {t("common.close")}
      </Button>
    </div>
  );
}
