import { Link } from "@tanstack/react-router";
import { Clock, Eye, Pencil } from "lucide-react";
import { type MouseEvent, memo } from "react";
import { useNow } from "../../lib/clock";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { Avatar } from "../../ui/avatar";
import { Count } from "../../ui/badge";
import { TimeText } from "../../ui/time-text";
import type { RowFocus } from "../../ui/virtual-list";
import { nameOf } from "./acts";
import { ChannelIcon } from "./channel-mark";
import { askForFocus } from "./focus";
import { useChannel, useMember, useMembers } from "./people";
import { usePresence } from "./presence";
import { PreviewLine } from "./preview-line";
import { longWait, type Row, waited } from "./rules";

interface Props {
  row: Row;
  focus: RowFocus;
  /** Says who handles it: on lists where that differs. */
  withAssignee: boolean;
  onApproach: (id: string) => void;
}

/** Pixels of a row, always: the list counts on it. */
export const rowHeight = 72;

/** One conversation in the list. */
export const ListRow = memo(function ListRow({ row, focus, withAssignee, onApproach }: Props) {
  const name = nameOf(row);
  const unread = row.mine.unread > 0;
  const open = (event: MouseEvent) => {
    // A click that counts no presses came from the keyboard: whoever opens by key wants to write.
    if (event.detail === 0) askForFocus(row.id);
  };
  return (
    <Link
      {...focus}
      to="/inbox/$id"
      params={{ id: row.id }}
      search={true}
      preload={false}
      onClick={open}
      onPointerEnter={() => onApproach(row.id)}
      onFocus={() => {
        focus.onFocus();
        onApproach(row.id);
      }}
      className={cx(
        "relative flex h-18 items-center gap-3 border-b ps-3.5 pe-3 hover:bg-hover focus-visible:-outline-offset-2",
        "aria-[current=page]:bg-selected forced:aria-[current=page]:[outline:2px_solid_Highlight]",
      )}
    >
      {unread && <span aria-hidden="true" className="absolute inset-y-0 start-0 w-[3px] bg-brand" />}
      <Avatar id={row.contact.id} name={name} />
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex items-baseline justify-between gap-2">
          <span className={cx("truncate", unread ? "font-semibold" : "font-medium")} dir="auto">
            {name}
          </span>
          <TimeText at={row.last.at} className={cx("shrink-0 text-12", unread ? "text-brand" : "text-muted")} />
        </span>
        <span className="flex items-center justify-between gap-2 text-13">
          <PreviewLine row={row} />
          <Unread count={row.mine.unread} />
        </span>
        <Facts row={row} withAssignee={withAssignee} />
      </span>
    </Link>
  );
});

function Unread({ count }: { count: number }) {
  const t = useT();
  if (count === 0) return null;
  return <Count count={count} most={99} label={t("inbox.unread", { count })} />;
}

/** The third line: where they write, how long they wait, and who is at it. */
function Facts({ row, withAssignee }: { row: Row; withAssignee: boolean }) {
  const channel = useChannel(row.channel_id);
  return (
    <span className="mt-0.5 flex items-center gap-2 text-12 text-muted">
      <span className="flex min-w-0 items-center gap-1">
        <ChannelIcon channel={row.channel_id} />
        <span className="truncate">{channel?.name}</span>
      </span>
      <Waiting row={row} />
      <span className="ms-auto flex shrink-0 items-center gap-1.5">
        <People row={row} />
        {withAssignee && <Handler id={row.assignee_id} />}
      </span>
    </span>
  );
}

function Waiting({ row }: { row: Row }) {
  const t = useT();
  const words = useTime();
  const now = useNow(15_000);
  const wait = waited(row, now);
  if (wait === 0 || !row.waiting_since) return null;
  const since = words.since(row.waiting_since, now);
  return (
    <span
      className={cx("flex shrink-0 items-center gap-1", wait >= longWait && "font-medium text-warn")}
      title={t("inbox.waits_since", { time: words.full(row.waiting_since) })}
    >
      <Clock aria-hidden="true" size={12} />
      <span className="sr-only">{t("inbox.waits")} </span>
      {since}
    </span>
  );
}

/** Who else looks at it or answers it at this moment. */
function People({ row }: { row: Row }) {
  const t = useT();
  const member = useMembers();
  const { looking, replying } = usePresence(row.id);
  const first = replying[0] ?? looking[0];
  const name = member(first)?.name;
  if (!first || !name) return null;
  const text = t(replying.length > 0 ? "inbox.replying" : "inbox.looking", { name });
  const Icon = replying.length > 0 ? Pencil : Eye;
  return (
    <span className={cx("inline-flex", replying.length > 0 && "text-brand")} title={text}>
      <Icon aria-hidden="true" size={13} />
      <span className="sr-only">{text}</span>
    </span>
  );
}

function Handler({ id }: { id: string | null }) {
  const t = useT();
  const member = useMember(id);
  if (!member) return null;
  return (
    <span className="inline-flex" title={t("inbox.handled_by", { name: member.name })}>
      <Avatar id={member.id} name={member.name} src={member.avatar_url} size={20} />
      <span className="sr-only">{t("inbox.handled_by", { name: member.name })}</span>
    </span>
  );
}
