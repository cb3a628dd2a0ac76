import { Ban, EyeOff, Lock, ThumbsUp } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "../../../lib/cx";
import { useT } from "../../../lib/i18n";
import { useTime } from "../../../lib/time";
import { Avatar } from "../../../ui/avatar";
import { Badge } from "../../../ui/badge";
import { TimeText } from "../../../ui/time-text";
import { useCaps, useChannel, useMember } from "../../conversations/api";
import { type Bubble, bubbleLook } from "../bubble";
import { Content } from "../content";
import { useThreadFacts } from "../context";
import { Reactions } from "../reactions";
import type { Message } from "../rules";
import { useThread } from "../threads";
import { Ticks } from "../ticks";
import { Trouble } from "../trouble";
import { CommentActs, CommentMenu } from "./comment-acts";
import { answersInside } from "./nesting";

type Props = ComponentProps<typeof Bubble>;

/** Moves what answers a comment in, below it. */
export function Indented({ depth, className, children }: { depth: 0 | 1; className?: string; children: ReactNode }) {
  return (
    <div
      className={cx(
        "flex gap-2 pe-3 md:gap-2.5 md:pe-6",
        depth === 1 ? "ms-7 border-s-2 ps-3 pt-1.5 md:ms-10" : "ps-3 pt-3 md:ps-4",
        className,
      )}
    >
      {children}
    </div>
  );
}

/** One comment, one answer to it, or a note, as one line of the talk below a post. */
export function Comment({ row, current, marked, onFocus, onAsk }: Props) {
  const t = useT();
  const words = useTime();
  const { message, depth, fresh } = row;
  const name = useAuthor(message);
  const label = message.direction === "note" ? "messages.note_by" : "comments.comment_by";
  const shown = useShown(message);
  const gone = message.deleted_at !== null;
  const inbound = message.direction === "in";
  const hidden = message.comment?.hidden && !gone;
  return (
    <Indented depth={depth}>
      <Face message={message} name={name} size={depth === 1 ? 24 : 32} />
      <div className="min-w-0 flex-1">
        <div className="flex items-center gap-0.5">
          <article
            tabIndex={current ? 0 : -1}
            data-message={message.seq}
            aria-label={t(label, { name, time: words.full(message.at) })}
            onFocus={onFocus}
            className={cx(
              "group/message relative w-fit min-w-0 rounded-card",
              marked && "outline-2 outline-offset-2 outline-brand",
            )}
          >
            <div className={cx(bubbleLook(message.direction, false, false), hidden && "border-dashed text-muted")}>
              <Head message={message} name={name} fresh={fresh} onEdited={() => onAsk("versions", message)} />
              {gone ? <Removed message={message} /> : <Content message={shown} onAsk={onAsk} meta={null} />}
            </div>
          </article>
          {!inbound && <CommentMenu message={message} name={name} current={current} onAsk={onAsk} />}
        </div>
        <Reactions message={message} />
        {inbound && <CommentActs message={message} name={name} current={current} onAsk={onAsk} />}
        {!gone && (
          // What is below a bubble stands at its end; here everything begins at the same edge.
          <div className="[&>div]:max-w-full [&>div]:items-start [&>div]:text-start [&_span]:justify-start">
            <Trouble message={message} />
          </div>
        )}
      </div>
    </Indented>
  );
}

/** What to call who wrote it. What the house wrote elsewhere is said by its page, which is called as the channel is. */
function useAuthor(message: Message): string {
  const { nameOf, row } = useThreadFacts();
  const channel = useChannel(row.channel_id);
  return message.by.kind === "device" ? (channel?.name ?? nameOf(message.by)) : nameOf(message.by);
}

/** The face of who wrote it: a member's is theirs, whatever they are called here. */
function Face({ message, name, size }: { message: Message; name: string; size: 24 | 32 }) {
  const member = useMember(message.by.kind === "member" ? message.by.id : "");
  const { contact } = useThreadFacts().row;
  if (member) return <Avatar id={member.id} name={member.name} src={member.avatar_url} size={size} />;
  return <Avatar id={message.direction === "in" ? contact.id : message.by.kind} name={name} size={size} />;
}

/** The message without what its place says already: that it answers the comment above. */
function useShown(message: Message): Message {
  const { row } = useThreadFacts();
  const { messages } = useThread(row.id);
  const said = message.direction !== "note" && !answersInside(message, messages);
  return said && messages.some(({ id }) => id === message.reply_to?.id)
    ? { ...message, reply_to: null as never }
    : message;
}

interface HeadProps {
  message: Message;
  name: string;
  fresh: boolean;
  onEdited: () => void;
}

/** Who wrote it and when, and how it stands. */
function Head({ message, name, fresh, onEdited }: HeadProps) {
  const t = useT();
  const { comment, direction, status } = message;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 gap-y-0.5 px-1 pb-0.5 text-12 text-muted">
      {direction === "note" && <Lock aria-hidden="true" size={12} className="shrink-0 text-warn" />}
      {fresh && <Fresh />}
      <span className="min-w-0 truncate text-13 font-semibold text-ink" dir="auto">
        {name}
      </span>
      {direction === "note" && <span>{t("composer.note")}</span>}
      {message.by.kind === "device" && <span>{t("comments.elsewhere")}</span>}
      <TimeText at={message.provider_at ?? message.at} className="whitespace-nowrap" />
      {message.edited_at && !message.deleted_at && (
        <button type="button" onClick={onEdited} className="hit-area rounded-[2px] hover:underline">
          {t("messages.edited")}
        </button>
      )}
      {direction === "out" && status !== "" && <Ticks status={status} />}
      {comment && !message.deleted_at && <Marks comment={comment} />}
    </p>
  );
}

/** That nobody here has read it yet. */
function Fresh() {
  const t = useT();
  return (
    <span className="shrink-0" title={t("comments.fresh")}>
      <span aria-hidden="true" className="block size-2 rounded-chip bg-brand forced-edge" />
      <span className="sr-only">{t("comments.fresh")}</span>
    </span>
  );
}

/** That it was sent to one person only, is hidden from the others, or is liked. */
function Marks({ comment }: { comment: NonNullable<Message["comment"]> }) {
  const t = useT();
  const { row } = useThreadFacts();
  // Whoever may take it back sees it at the button for that.
  const likes = useCaps(row)?.likes;
  return (
    <>
      {comment.private && <Badge icon={<Lock aria-hidden="true" size={11} />}>{t("comments.private")}</Badge>}
      {comment.hidden && (
        <Badge kind="warn" icon={<EyeOff aria-hidden="true" size={11} />}>
          {t("comments.hidden")}
        </Badge>
      )}
      {comment.liked && !(likes && row.can.reply) && (
        <Badge kind="brand" icon={<ThumbsUp aria-hidden="true" size={11} />}>
          {t("comments.liked")}
        </Badge>
      )}
    </>
  );
}

function Removed({ message }: { message: Message }) {
  const t = useT();
  const note = message.direction === "note";
  return (
    <p className="px-1 text-muted">
      <Ban aria-hidden="true" size={14} className="me-1 inline align-[-2px]" />
      <em>{t(note || message.comment?.private ? "inbox.kind_deleted" : "inbox.kind_comment_deleted")}</em>
    </p>
  );
}
