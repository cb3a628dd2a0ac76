import { ChevronRight } from "lucide-react";
import { useT } from "../../lib/i18n";
import { RowLink } from "../../ui/links";
import { ChannelIcon } from "../conversations/api";
import type { Channel } from "./api";
import { ChannelBadge } from "./health-badge";
import { addressOf } from "./rules";
import { kindName } from "./words";

/** The channels that are connected, each leading to its page. */
export function ChannelList({ channels }: { channels: readonly Channel[] }) {
  return (
    <ul className="overflow-hidden rounded-card border bg-surface">
      {channels.map((channel) => (
        <li key={channel.id} className="border-b last:border-b-0">
          <RowLink
            to="/settings/channels/$channel"
            params={{ channel: channel.id }}
            icon={<ChannelIcon channel={channel.id} size={22} />}
            end={<ChevronRight size={18} />}
          >
            <Words channel={channel} />
          </RowLink>
        </li>
      ))}
    </ul>
  );
}

function Words({ channel }: { channel: Channel }) {
  const t = useT();
  return (
    <span className="flex items-center gap-3">
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{channel.name}</span>
        <span className="block truncate text-13 text-muted">
          {[kindName(t, channel.kind), addressOf(channel)].filter(Boolean).join(" · ")}
        </span>
      </span>
      <ChannelBadge channel={channel} />
    </span>
  );
}

/** The channels that are gone, whose names older conversations still bear. */
export function FormerChannels({ channels }: { channels: readonly Channel[] }) {
  const t = useT();
  if (channels.length === 0) return null;
  return (
    <details className="text-13 text-muted">
      <summary className="target inline-flex items-center">{t("channels.former", { count: channels.length })}</summary>
      <ul className="mt-1 list-disc ps-5">
        {channels.map((channel) => (
          <li key={channel.id}>{t("channels.former_row", { name: channel.name, kind: kindName(t, channel.kind) })}</li>
        ))}
      </ul>
    </details>
  );
}
