import { Link } from "@tanstack/react-router";
import {
  ArrowRightLeft,
  CheckCheck,
  CornerDownLeft,
  DoorOpen,
  Hand,
  Hourglass,
  Link2,
  type LucideIcon,
  Moon,
  RotateCcw,
  Split,
  TriangleAlert,
} from "lucide-react";
import { useT } from "../../lib/i18n";
import { TimeText } from "../../ui/time-text";
import { type ConversationKind, departmentName } from "../conversations/api";
import { useThreadFacts } from "./context";
import { eventWords } from "./event-words";
import { Passed } from "./passed";
import type { ThreadEvent } from "./rules";

const icons: Record<string, LucideIcon> = {
  "conversation.opened": DoorOpen,
  "conversation.reopened": RotateCcw,
  "conversation.assigned": Hand,
  "conversation.transferred": ArrowRightLeft,
  "conversation.unassigned": CornerDownLeft,
  "conversation.inactive": Moon,
  "conversation.resolved": CheckCheck,
  "conversation.linked": Link2,
  "conversation.held": Hourglass,
  "allocation.failed": TriangleAlert,
  "conversation.moved": Split,
};

/** What happened to the conversation, between the messages. */
export function EventLine({ event }: { event: ThreadEvent }) {
  const t = useT();
  const { nameOf, me } = useThreadFacts();
  const words = eventWords(t, event, { by: nameOf, department: departmentName, me });
  if (!words) return null;
  const Icon = icons[event.kind] ?? DoorOpen;
  return (
    <div className="px-6 py-1.5 text-center text-12 text-muted">
      <p>
        <Icon aria-hidden="true" size={13} className="me-1.5 inline align-[-2px]" />
        {words} <TimeText at={event.at} as="clock" className="whitespace-nowrap" />
        {event.linked_id && <LinkedTo event={event} conversation={event.linked_id} />}
      </p>
      {event.pick && <Passed pick={event.pick} />}
    </div>
  );
}

/** The way to the conversation in which it goes on, or from which it came. */
function LinkedTo({ event, conversation }: { event: ThreadEvent; conversation: string }) {
  const t = useT();
  const kind: ConversationKind = event.linked_kind === "comments" ? "comments" : "messages";
  return (
    <>
      {" "}
      <Link
        to="/inbox/$id"
        params={{ id: conversation }}
        search={(now) => ({ ...now, kind, channel: undefined, q: undefined })}
        preload={false}
        className="hit-area rounded-[2px] font-medium whitespace-nowrap text-brand underline underline-offset-2 hover:text-brand-strong"
      >
        {t(kind === "comments" ? "messages.open_comment" : "messages.open_direct")}
      </Link>
    </>
  );
}
