import { Ban, Lock, Smartphone } from "lucide-react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import type { Asking } from "./asked";
import { Content } from "./content";
import { useThreadFacts } from "./context";
import { Meta } from "./meta";
import { Reactions } from "./reactions";
import { type LogRow, type Message, mailOf } from "./rules";
import { MessageToolbar } from "./toolbar";
import { Trouble } from "./trouble";

interface Props {
  row: Extract<LogRow, { kind: "message" }>;
  /** It is the one in the tab order. */
  current: boolean;
  /** It was jumped to. */
  marked: boolean;
  onFocus: () => void;
  onAsk: (what: Asking["what"], message: Message) => void;
}

/** The ground, the edge and the corners of a bubble: they point to whoever speaks. */
export function bubbleLook(direction: Message["direction"], joined: boolean, goesOn: boolean): string {
  const inbound = direction === "in";
  return cx(
    "w-fit max-w-full rounded-card border px-2 py-1.5 forced-edge",
    direction === "note" && "border-dashed border-note-line bg-note",
    direction === "out" && "border-transparent bg-out",
    inbound && "bg-surface",
    joined && (inbound ? "rounded-ss-[4px]" : "rounded-se-[4px]"),
    goesOn && (inbound ? "rounded-es-[4px]" : "rounded-ee-[4px]"),
  );
}

/** A mail is as broad as there is room for, whatever it says. */
const isBroad = (message: Message): boolean => mailOf(message) !== undefined && !message.deleted_at;

const widthOf = (message: Message) => (isBroad(message) ? "w-full max-w-[720px]" : "max-w-[min(85%,560px)]");

/** Where there is room for what one can do with it. */
function sideOf(message: Message) {
  if (isBroad(message)) return "above";
  return message.direction === "in" ? "end" : "start";
}

/** A sticker stands for itself, without a ground; so does nothing else. */
function groundOf({ message, joined, goesOn }: Props["row"]): string {
  if (message.kind === "sticker" && !message.deleted_at) return "flow-root";
  return cx(bubbleLook(message.direction, joined, goesOn), isBroad(message) && "w-full!");
}

/** One message or note. */
export function Bubble({ row, current, marked, onFocus, onAsk }: Props) {
  const t = useT();
  const words = useTime();
  const { nameOf, me } = useThreadFacts();
  const { message, joined } = row;
  const inbound = message.direction === "in";
  const name = nameOf(message.by);
  const foreign = !inbound && !(message.by.kind === "member" && message.by.id === me);
  const label = message.direction === "note" ? "messages.note_by" : "messages.message_by";
  return (
    <div className={cx("flex flex-col px-4", joined ? "pb-0.5" : "pt-2 pb-0.5", inbound ? "items-start" : "items-end")}>
      {foreign && !joined && message.direction === "out" && <Author message={message} name={name} />}
      <article
        tabIndex={current ? 0 : -1}
        data-message={message.seq}
        aria-label={t(label, { name, time: words.clock(message.at) })}
        onFocus={onFocus}
        className={cx(
          "group/message relative rounded-card",
          widthOf(message),
          marked && "outline-2 outline-offset-2 outline-brand",
        )}
      >
        <div className={groundOf(row)}>
          {message.direction === "note" && <NoteHead name={name} />}
          {message.deleted_at ? <Deleted message={message} /> : <Content message={message} onAsk={onAsk} />}
        </div>
        {!message.deleted_at && <MessageToolbar message={message} side={sideOf(message)} onAsk={onAsk} />}
      </article>
      {!message.deleted_at && (
        <>
          <Reactions message={message} />
          <Trouble message={message} />
        </>
      )}
    </div>
  );
}

/** Who of ours said it, where that is not oneself. */
function Author({ message, name }: { message: Message; name: string }) {
  return (
    <span className="flex items-center gap-1 px-1.5 pb-0.5 text-12 font-medium text-muted">
      {message.by.kind === "device" && <Smartphone aria-hidden="true" size={12} />}
      {name}
    </span>
  );
}

/** Says in words and by a sign that the customer does not see it. */
function NoteHead({ name }: { name: string }) {
  const t = useT();
  return (
    <p className="flex items-center gap-1 px-1 pb-0.5 text-12 font-medium text-muted">
      <Lock aria-hidden="true" size={12} className="shrink-0 text-warn" />
      <span className="truncate">
        {t("composer.note")} · {name}
      </span>
    </p>
  );
}

function Deleted({ message }: { message: Message }) {
  const t = useT();
  return (
    <div className="flow-root px-1 text-muted">
      <Ban aria-hidden="true" size={14} className="me-1 inline" />
      <em>{t("inbox.kind_deleted")}</em>
      <Meta message={message} onEdited={undefined} />
    </div>
  );
}
