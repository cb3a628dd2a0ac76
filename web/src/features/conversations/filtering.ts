import { useNavigate } from "@tanstack/react-router";
import { useBootstrap } from "../account/api";

/** Changes the filters in the address. An empty text takes one off. */
export function useSetFilters() {
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
export function useChoices() {
  const { channels, members, me } = useBootstrap();
  return {
    channels: channels.length > 1 ? channels : [],
    members: me.can.see_all ? members.filter((member) => member.state === "active") : [],
  };
}
