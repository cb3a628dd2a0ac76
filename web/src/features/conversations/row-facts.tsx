import { Clock, Eye, Pencil } from "lucide-react";
import { useNow } from "../../lib/clock";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { Avatar } from "../../ui/avatar";
import { ChannelIcon } from "./channel-mark";
import { useChannel, useDepartment, useMember, useMembers } from "./people";
import { usePresence } from "./presence";
import { longWait, type Row, waited } from "./rules";

/** The third line: where they write, how long they wait, and who is at it. */
export function RowFacts({ row, withAssignee }: { row: Row; withAssignee: boolean }) {
  const channel = useChannel(row.channel_id);
  const department = useDepartment(row);
  return (
    <span className="mt-0.5 flex h-5 items-center gap-2 text-12 text-muted">
      <span className="flex min-w-0 items-center gap-1">
        <ChannelIcon channel={row.channel_id} />
        <span className="truncate">{[channel?.name, department].filter(Boolean).join(" · ")}</span>
      </span>
      <Waiting row={row} />
      {row.held && <Held />}
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

/** The agent does not answer, and nobody else could take it: told to those who supervise. */
function Held() {
  const t = useT();
  return (
    <span className="shrink-0 font-medium text-bad" title={t("inbox.held_why")}>
      {t("inbox.held")}
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
