import { useNavigate } from "@tanstack/react-router";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chip";
import { useView } from "./address";
import { useSetFilters, withoutFilters } from "./filtering";
import { departmentName, useChannel, useMember } from "./people";

/** The filters that are on, each with a way to take it off. */
export function FilterChips() {
  const t = useT();
  const { channel, assignee, department } = useView();
  const channelName = useChannel(channel)?.name ?? channel;
  const memberName = useMember(assignee)?.name ?? assignee;
  const set = useSetFilters();
  const go = useNavigate();
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b px-3.5 py-2">
      {channel && <Chip label={channelName} onRemove={() => set({ channel: "" })} />}
      {department && <Chip label={departmentName(department) || department} onRemove={() => set({ department: "" })} />}
      {assignee && <Chip label={memberName} onRemove={() => set({ assignee: "" })} />}
      <Button look="quiet" size="small" onClick={() => void go({ to: "/inbox", search: withoutFilters })}>
        {t("inbox.clear_filters")}
      </Button>
    </div>
  );
}
