import { Camera, Mail, MessageCircle, MessageSquareText, MessagesSquare, Plug, Send } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import { type ChannelKind, useKind } from "./people";

interface DrawingProps {
  size?: number;
  className?: string;
}

const drawings: Record<ChannelKind["mark"], ComponentType<DrawingProps>> = {
  bubble: MessageCircle,
  call_bubble: CallBubble,
  bolt_bubble: BoltBubble,
  paper_plane: Send,
  camera: Camera,
  envelope: Mail,
  plug: Plug,
  lined_bubble: MessageSquareText,
};

/** The sign of a channel's kind. Decorative: the channel's name stands next to it. */
export function ChannelIcon({ channel, size = 12 }: { channel: string; size?: number }) {
  const mark = useKind(channel)?.mark;
  // A kind that is no more, or a sign that is newer than this app, is some bubbles.
  const Drawing = (mark && drawings[mark]) ?? MessagesSquare;
  return <Drawing size={size} className="shrink-0" />;
}

/** A sign of our own, drawn like the others. */
function Sign({ size, className, children }: DrawingProps & { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      className={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

/** A bubble with a receiver in it, for messages that go to a phone number. */
function CallBubble(props: DrawingProps) {
  return (
    <Sign {...props}>
      <path d="M12 2.5a9.5 9.5 0 0 0-8.2 14.3L2.5 21.5l4.8-1.3A9.5 9.5 0 1 0 12 2.5Z" />
      <path
        d="M8.6 7.8c-.9 1-.8 3 1.5 5.4 2.4 2.4 4.5 2.6 5.5 1.7l.4-1.2-2.2-1.1-1 .8c-1-.4-1.9-1.3-2.3-2.3l.8-1-1.1-2.3Z"
        fill="currentColor"
        strokeWidth="1"
      />
    </Sign>
  );
}

/** A bubble with a flash of lightning in it. */
function BoltBubble(props: DrawingProps) {
  return (
    <Sign {...props}>
      <path d="M12 2.8c-5.4 0-9.5 3.8-9.5 8.8 0 2.7 1.2 5 3.2 6.6v3.3l3.1-1.7c1 .3 2.1.4 3.2.4 5.4 0 9.5-3.8 9.5-8.6S17.4 2.8 12 2.8Z" />
      <path d="m6.8 13.9 3.7-4 2.6 2.2 4.1-2.4-3.7 4.2-2.6-2.3Z" fill="currentColor" strokeWidth="1" />
    </Sign>
  );
}
