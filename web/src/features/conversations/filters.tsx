import { ListFilter } from "lucide-react";
import { useT } from "../../lib/i18n";
import { late } from "../../lib/late";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chip";
import { IconButton } from "../../ui/icon-button";
import { Popover } from "../../ui/popover";
import { Spinner } from "../../ui/spinner";
import { useView } from "./address";
import { useChoices, useSetFilters } from "./filtering";
import { useChannel, useMember } from "./people";

const FilterFields = late(async () => (await import("./filter-fields")).FilterFields, { waiting: <Spinner /> });

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
