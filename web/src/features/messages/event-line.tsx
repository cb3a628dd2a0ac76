import {
  ArrowRightLeft,
  CheckCheck,
  CornerDownLeft,
  DoorOpen,
  Hand,
  type LucideIcon,
  Moon,
  RotateCcw,
} from "lucide-react";
import { useT } from "../../lib/i18n";
import { TimeText } from "../../ui/time-text";
import { useThreadFacts } from "./context";
import { eventWords } from "./event-words";
import type { ThreadEvent } from "./rules";

const icons: Record<string, LucideIcon> = {
  "conversation.opened": DoorOpen,
  "conversation.reopened": RotateCcw,
  "conversation.assigned": Hand,
  "conversation.transferred": ArrowRightLeft,
  "conversation.unassigned": CornerDownLeft,
  "conversation.inactive": Moon,
  "conversation.resolved": CheckCheck,
};

/** What happened to the conversation, between the messages. */
export function EventLine({ event }: { event: ThreadEvent }) {
  const t = useT();
  const { nameOf, me } = useThreadFacts();
  const words = eventWords(t, event, { by: nameOf, me });
  if (!words) return null;
  const Icon = icons[event.kind] ?? DoorOpen;
  return (
    <p className="px-6 py-1.5 text-center text-12 text-muted">
      <Icon aria-hidden="true" size={13} className="me-1.5 inline align-[-2px]" />
      {words} <TimeText at={event.at} as="clock" className="whitespace-nowrap" />
    </p>
  );
}
