import { useNavigate } from "@tanstack/react-router";
import { ListFilter } from "lucide-react";
import { useT } from "../../lib/i18n";
import { Avatar } from "../../ui/avatar";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chip";
import { Combobox } from "../../ui/combobox";
import { IconButton } from "../../ui/icon-button";
import { Popover } from "../../ui/popover";
import { Select } from "../../ui/select";
import { useBootstrap } from "../account/api";
import { useView } from "./address";
import { useChannel, useMember } from "./people";

/** Changes the filters in the address. An empty text takes one off. */
function useSetFilters() {
  const go = useNavigate();
  return (part: { channel?: string; assignee?: string }) =>
    void go({
      to: "/inbox",
      search: (now) => ({
        ...now,
        q: undefined,
        ...("channel" in part ? { channel: part.channel || undefined } : {}),
        // Only the list of everything has conversations of others.
        ...("assignee" in part
          ? { assignee: part.assignee || undefined, ...(part.assignee ? { tab: "all" } : {}) }
          : {}),
      }),
    });
}

/** What there is to filter by: a single channel is no choice, and only some see what others handle. */
function useChoices() {
  const { channels, members, me } = useBootstrap();
  return {
    channels: channels.length > 1 ? channels : [],
    members: me.can.see_all ? members.filter((member) => member.state === "active") : [],
  };
}

/** The button that opens the filters. */
export function FilterButton() {
  const t = useT();
  const { channels, members } = useChoices();
  const { channel, assignee } = useView();
  if (channels.length === 0 && members.length === 0) return null;
  const on = channel !== "" || assignee !== "";
  return (
    <Popover
      label={t("inbox.filters")}
      align="end"
      trigger={(props) => (
        <IconButton
          {...props}
          tip="end"
          label={t("inbox.filters")}
          className={on ? "text-brand!" : ""}
          icon={<ListFilter size={18} />}
        />
      )}
    >
      {(close) => <FilterFields onDone={close} />}
    </Popover>
  );
}

function FilterFields({ onDone }: { onDone: () => void }) {
  const t = useT();
  const { channels, members } = useChoices();
  const { channel, assignee } = useView();
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
          optional
          value={channel}
          onChange={(event) => set({ channel: event.target.value })}
          options={[
            { value: "", label: t("inbox.all_channels") },
            ...channels.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      {members.length > 0 && (
        <Combobox
          label={t("inbox.handled")}
          optional
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

/** The filters that are on, each with a way to take it off. */
export function FilterChips() {
  const t = useT();
  const { channel, assignee } = useView();
  const channelName = useChannel(channel)?.name ?? channel;
  const memberName = useMember(assignee)?.name ?? assignee;
  const set = useSetFilters();
  if (!channel && !assignee) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b px-3.5 py-2">
      {channel && <Chip label={channelName} onRemove={() => set({ channel: "" })} />}
      {assignee && <Chip label={memberName} onRemove={() => set({ assignee: "" })} />}
      <Button look="quiet" size="small" onClick={() => set({ channel: "", assignee: "" })}>
        {t("inbox.clear_filters")}
      </Button>
    </div>
  );
}
