import { Ellipsis, EyeOff, Lock, Reply, ThumbsUp } from "lucide-react";
import type { ComponentPropsWithRef, ReactNode } from "react";
import { useNow } from "../../../lib/clock";
import { cx } from "../../../lib/cx";
import { useT } from "../../../lib/i18n";
import { useTime } from "../../../lib/time";
import { Menu, type MenuEntry } from "../../../ui/menu";
import { quoteMessage } from "../../composer/api";
import { useCaps, useKind } from "../../conversations/api";
import { hide, like } from "../acts";
import type { Asking } from "../asked";
import { useThreadFacts } from "../context";
import type { Message } from "../rules";
import { useThread } from "../threads";
import { useMessageMenu } from "../toolbar";
import { answeringPrivately } from "./asking";
import { type Privacy, privacyOf } from "./private";

interface Props {
  message: Message;
  name: string;
  /** It is the one in the tab order. */
  current: boolean;
  onAsk: (what: Asking["what"], message: Message) => void;
}

/** What one can do with a contact's comment: always in view, since a finger points at nothing. */
export function CommentActs({ message, name, current, onAsk }: Props) {
  const { row } = useThreadFacts();
  const caps = useCaps(row);
  const privacy = usePrivacy(message);
  const may = row.can.reply;
  const gone = message.deleted_at !== null;
  if (gone && privacy.state !== "used" && !message.edited_at) return null;
  const tab = current ? 0 : -1;
  return (
    <div className="-ms-0.5 flex flex-wrap items-center gap-x-0.5 coarse:my-1.5">
      {may && !gone && <Answer message={message} name={name} tabIndex={tab} />}
      {may && !gone && caps?.likes && <Like message={message} name={name} tabIndex={tab} />}
      {may && <Privately message={message} privacy={privacy} name={name} tabIndex={tab} />}
      <CommentMenu message={message} name={name} current={current} onAsk={onAsk} />
      <Standing privacy={privacy} />
    </div>
  );
}

/** What one can do beyond that, and with what the house wrote itself. */
export function CommentMenu({ message, name, current, onAsk }: Props) {
  const { row } = useThreadFacts();
  const caps = useCaps(row);
  const more = useMessageMenu(message, onAsk);
  const gone = message.deleted_at !== null;
  const hiding = useHiding(message, !gone && message.direction === "in" && row.can.reply && (caps?.hides ?? false));
  const items = [...hiding, ...(gone ? more.filter(({ id }) => id === "versions") : more)];
  return items.length > 0 && <More items={items} name={name} tabIndex={current ? 0 : -1} />;
}

/** How it stands with the private answer, for a component. */
function usePrivacy(message: Message): Privacy {
  const { row } = useThreadFacts();
  return privacyOf(message, useKind(row.channel_id)?.private_reply_seconds ?? 0, useNow());
}

interface ActProps {
  message: Message;
  name: string;
  tabIndex: 0 | -1;
}

function Answer({ message, name, tabIndex }: ActProps) {
  const t = useT();
  const answer = () => quoteMessage(message, "reply");
  return (
    <Act icon={<Reply size={14} />} label={t("comments.answer_named", { name })} tabIndex={tabIndex} onClick={answer}>
      {t("comments.answer")}
    </Act>
  );
}

function Like({ message, name, tabIndex }: ActProps) {
  const t = useT();
  const { liked } = message.comment;
  const label = t("comments.like_named", { name });
  const press = () => void like(message, !liked);
  return (
    <Act
      icon={<ThumbsUp size={14} fill={liked ? "currentColor" : "none"} />}
      label={label}
      aria-pressed={liked}
      tabIndex={tabIndex}
      onClick={press}
    >
      {t("comments.like")}
    </Act>
  );
}

/** The one private answer: to begin it, to go to it, or why there can be none. */
function Privately({ message, privacy, name, tabIndex }: ActProps & { privacy: Privacy }) {
  const t = useT();
  const { row, jumpTo } = useThreadFacts();
  const { messages } = useThread(row.id);
  if (privacy.state === "none" || privacy.state === "late") return null;
  if (privacy.state === "used") {
    const reply = messages.find(({ id }) => id === privacy.reply);
    return (
      <Act
        icon={<Lock size={14} />}
        label={t("comments.private_used_named", { name })}
        tabIndex={tabIndex}
        onClick={() => reply && jumpTo(reply.seq)}
      >
        {t("comments.private_used")}
      </Act>
    );
  }
  return (
    <Act
      icon={<Lock size={14} />}
      label={t("comments.privately_named", { name })}
      aria-haspopup="dialog"
      tabIndex={tabIndex}
      onClick={() => answeringPrivately.set(message)}
    >
      {t("comments.privately")}
    </Act>
  );
}

/** Milliseconds before its end from which the time for a private answer is shown. */
const nearEnd = 24 * 60 * 60_000;

/** How long one can still answer privately, once that is not long any more; or that it is too late. */
function Standing({ privacy }: { privacy: Privacy }) {
  const t = useT();
  const words = useTime();
  if (privacy.state === "late") return <span className="px-1.5 text-12 text-muted">{t("comments.private_late")}</span>;
  if (privacy.state !== "open" || privacy.left > nearEnd) return null;
  const time = words.length(privacy.left);
  return <span className="px-1.5 text-12 font-medium text-warn">{t("comments.private_left_short", { time })}</span>;
}

/** Hiding, or showing again, as an entry of the menu. */
function useHiding(message: Message, may: boolean): MenuEntry[] {
  const t = useT();
  if (!may) return [];
  const { hidden } = message.comment;
  return [
    {
      id: "hide",
      label: t(hidden ? "comments.show" : "comments.hide"),
      icon: <EyeOff size={16} />,
      keys: "h",
      onSelect: () => void hide(message, !hidden),
    },
  ];
}

function More({ items, name, tabIndex }: { items: readonly MenuEntry[]; name: string; tabIndex: 0 | -1 }) {
  const t = useT();
  const label = t("comments.more_named", { name });
  return (
    <Menu
      label={label}
      align="start"
      items={items}
      trigger={(props) => (
        <button type="button" {...props} tabIndex={tabIndex} aria-label={label} className={look}>
          <Ellipsis size={16} />
        </button>
      )}
    />
  );
}

const look =
  "inline-flex min-h-7 min-w-7 items-center justify-center gap-1 rounded-control px-1.5 text-12 font-medium text-muted hover:bg-hover hover:text-ink aria-expanded:bg-hover aria-pressed:font-semibold aria-pressed:text-brand hit-area coarse:min-h-8 coarse:min-w-11";

interface LookProps extends Omit<ComponentPropsWithRef<"button">, "aria-label"> {
  icon: ReactNode;
  /** Its name, which begins with what it shows: with whose comment it does something. */
  label: string;
}

function Act({ icon, label, className, children, ...rest }: LookProps) {
  return (
    <button type="button" {...rest} aria-label={label} className={cx(look, className)}>
      <span aria-hidden="true" className={cx("inline-flex shrink-0", !rest["aria-pressed"] && "max-sm:hidden")}>
        {icon}
      </span>
      {children}
    </button>
  );
}
