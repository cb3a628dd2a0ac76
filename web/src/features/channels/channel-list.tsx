import { ChevronRight, CircleCheck, CirclePause, MessageCircle } from "lucide-react";
import { useT } from "../../lib/i18n";
import { Badge } from "../../ui/badge";
import { RowLink } from "../../ui/links";
import type { Channel } from "./api";
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
            icon={<MessageCircle size={22} />}
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
        <span className="block truncate text-13 text-muted">{kindName(t, channel.kind)}</span>
      </span>
      {channel.state === "on" ? (
        <Badge kind="ok" icon={<CircleCheck aria-hidden="true" size={14} />}>
          {t("channels.state_on")}
        </Badge>
      ) : (
        <Badge icon={<CirclePause aria-hidden="true" size={14} />}>{t("channels.state_off")}</Badge>
      )}
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
