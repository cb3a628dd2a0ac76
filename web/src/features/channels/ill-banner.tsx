import { CircleAlert } from "lucide-react";
import { useT } from "../../lib/i18n";
import { T } from "../../lib/sentence";
import { ButtonLink } from "../../ui/links";
import { useBootstrap, useMay } from "../account/api";
import type { Channel } from "./api";
import { illOf } from "./rules";
import { channelName, troubleText } from "./words";

const strong = (words: string) => <b className="font-semibold">{words}</b>;

/** A line across the inbox for each channel through which nothing can be sent, for everybody who answers. */
export function IllBanner() {
  const repairs = useMay("manage_channels");
  const { channels } = useBootstrap();
  return illOf(channels).map((channel) => (
    <Line key={channel.id} channel={channel} channels={channels} repairs={repairs} />
  ));
}

interface LineProps {
  channel: Channel;
  channels: readonly Channel[];
  repairs: boolean;
}

function Line({ channel, channels, repairs }: LineProps) {
  const t = useT();
  const { id, kind, health } = channel;
  const name = channelName(t, channel, channels);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b bg-bad-ground px-4 py-2 text-13 forced-edge">
      <span className="flex min-w-60 flex-1 items-start gap-2.5">
        <CircleAlert aria-hidden="true" size={16} className="mt-px shrink-0 text-bad" />
        <span>
          <T
            k="channels.ill_banner"
            values={{ name, reason: troubleText(t, health.code, kind) }}
            tags={{ b: strong }}
          />
          {!repairs && ` ${t("channels.ill_ask")}`}
        </span>
      </span>
      {repairs && (
        <ButtonLink
          size="small"
          to="/settings/channels/$channel"
          params={{ channel: id }}
          search={{}}
          aria-label={t("channels.ill_repair_of", { name })}
        >
          {t("channels.ill_repair")}
        </ButtonLink>
      )}
    </div>
  );
}
