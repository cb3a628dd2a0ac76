import { MessageCircle, MessagesSquare } from "lucide-react";
import { useChannel } from "./people";

interface Props {
  channel: string;
  size?: number;
}

const icons = { webchat: MessageCircle };

/** The sign of a channel's kind. Decorative: the channel's name stands next to it. */
export function ChannelIcon({ channel, size = 12 }: Props) {
  const kind = useChannel(channel)?.kind ?? "";
  const Icon = kind in icons ? icons[kind as keyof typeof icons] : MessagesSquare;
  return <Icon aria-hidden="true" size={size} className="shrink-0" />;
}
