import { CircleAlert, CircleCheck, CircleDashed, CirclePause, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "../../lib/i18n";
import { Badge, type BadgeKind } from "../../ui/badge";
import type { Channel } from "./api";

type Health = Channel["health"]["state"];

const marks = {
  well: { kind: "ok", Icon: CircleCheck, label: "channels.health_well" },
  limited: { kind: "warn", Icon: TriangleAlert, label: "channels.health_limited" },
  ill: { kind: "bad", Icon: CircleAlert, label: "channels.health_ill" },
  "": { kind: "plain", Icon: CircleDashed, label: "channels.health_unknown" },
} as const;

/** How an account does at its provider. */
export function HealthBadge({ state }: { state: Health }) {
  const t = useT();
  const { kind, Icon, label } = marks[state];
  return <Sign kind={kind} icon={<Icon aria-hidden="true" size={14} />} text={t(label)} />;
}

/** How a channel stands, in one word: off, in trouble, or on. */
export function ChannelBadge({ channel }: { channel: Channel }) {
  const t = useT();
  const { state, health } = channel;
  if (state !== "on") {
    return <Sign icon={<CirclePause aria-hidden="true" size={14} />} text={t("channels.state_off")} />;
  }
  if (health.state === "ill" || health.state === "limited") return <HealthBadge state={health.state} />;
  return <Sign kind="ok" icon={<CircleCheck aria-hidden="true" size={14} />} text={t("channels.state_on")} />;
}

function Sign({ kind, icon, text }: { kind?: BadgeKind; icon: ReactNode; text: string }) {
  return (
    <Badge kind={kind} icon={icon}>
      {text}
    </Badge>
  );
}
