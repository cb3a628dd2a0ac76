import { Link, useNavigate } from "@tanstack/react-router";
import { UserPlus } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { useNow } from "../../lib/clock";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { phoneText } from "../../lib/phone";
import { useTime } from "../../lib/time";
import { Avatar } from "../../ui/avatar";
import { IconButton } from "../../ui/icon-button";
import { Marked } from "../../ui/marked";
import { Menu, type MenuEntry } from "../../ui/menu";
import {
  assigning,
  ChannelIcon,
  type Conversation,
  departmentName,
  foundIn,
  kindWords,
  nameOf,
  takeConversation,
  useChannel,
  useMember,
} from "../conversations/api";
import type { CustomerRow } from "./api";
import { Waited } from "./waited";

/** A row with its conversation as it stands now. */
export interface Shown extends CustomerRow {
  conversation: Conversation;
}

/** Two lines of a cell: what counts, and below it what goes with it. */
function Lines({ first, second }: { first: ReactNode; second: ReactNode }) {
  return (
    <div className="min-w-0">
      <div className="truncate">{first}</div>
      <div className="truncate text-13 text-muted">{second}</div>
    </div>
  );
}

/** What in a row has a use of its own. */
const ownUse = "a, button, input, label";

/** Pressing anywhere in a row opens its conversation, but for what can be pressed itself, and text that is being marked. */
export function useOpenRow(): (id: string) => (event: MouseEvent<HTMLElement>) => void {
  const go = useNavigate();
  return (id) => (event) => {
    // What a row opens, as its menu, is no part of it on the screen although its presses come by.
    const row = event.currentTarget.contains(event.target as Node) && !(event.target as Element).closest(ownUse);
    if (row && getSelection()?.isCollapsed !== false) void go({ to: "/inbox/$id", params: { id } });
  };
}

/** Who it is, and below how to reach them. The name opens the conversation. */
export function Who({ row, question }: { row: Conversation; question: string }) {
  const t = useT();
  const name = nameOf(row);
  const { contact, last } = row;
  const below = phoneText(contact.phone) || contact.email || kindWords(t, last.kind, last.text);
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Avatar id={contact.id} name={name} size={32} />
      <div className="min-w-0 flex-1">
        <Link
          to="/inbox/$id"
          params={{ id: row.id }}
          data-row={row.id}
          className="hit-area -my-0.5 block rounded-[2px] py-0.5 font-medium hover:underline"
        >
          <span className="block truncate" dir="auto" title={name}>
            <Marked text={name} question={question} />
          </span>
        </Link>
        <p className="truncate text-13 text-muted" dir="auto">
          {below}
        </p>
      </div>
    </div>
  );
}

/** Where they write; and who began, and which department it belongs to. */
function usePlace(row: Conversation): [ReactNode, string] {
  const t = useT();
  const channel = useChannel(row.channel_id);
  const began = t(row.outbound ? "inbox.way_outbox" : "inbox.way_inbox");
  const name = (
    <span className="flex min-w-0 items-center gap-1.5" title={channel?.name}>
      <ChannelIcon channel={row.channel_id} />
      <span className="truncate">{channel?.name}</span>
    </span>
  );
  return [name, [began, departmentName(row.department_id)].filter(Boolean).join(" · ")];
}

export function Place({ row }: { row: Conversation }) {
  const [name, more] = usePlace(row);
  return <Lines first={name} second={more} />;
}

/** The same in one line. */
export function PlaceLine({ row }: { row: Conversation }) {
  const [name, more] = usePlace(row);
  return (
    <span className="flex min-w-0 items-center gap-1">
      {name}
      <span className="min-w-0 truncate">· {more}</span>
    </span>
  );
}

/** Who handles it; of what nobody handles, who did last. In one line where there is little room. */
export function Handler({ row, line = false }: { row: Conversation; line?: boolean }) {
  const t = useT();
  const member = useMember(row.last_handler_id);
  if (!member) return <span className="text-muted">{t("customers.none")}</span>;
  const before = row.assignee_id !== member.id && t("customers.handled_before");
  return (
    <span className={cx("flex min-w-0 items-center gap-2", before && "text-muted")} title={member.name}>
      <Avatar id={member.id} name={member.name} src={member.avatar_url} size={line ? 20 : 24} />
      <span className={cx("min-w-0", line && "truncate")}>
        <span className={cx(!line && "block truncate")}>{member.name}</span>
        {before && (line ? ` · ${before}` : <span className="block truncate text-13">{before}</span>)}
      </span>
    </span>
  );
}

/** How long, and since when. */
export function Since({ at, waits = false }: { at: string | null; waits?: boolean }) {
  const t = useT();
  const words = useTime();
  const now = useNow();
  if (!at) return <span className="text-muted">{t("customers.none")}</span>;
  const length = waits ? <Waited since={at} /> : <span className="tabular-nums">{words.since(at, now)}</span>;
  return <Lines first={length} second={t("customers.since", { time: words.row(at, now) })} />;
}

/** When a conversation was opened. */
export function Opened({ row }: { row: Conversation }) {
  return <Time at={row.opened_at} />;
}

function Time({ at }: { at: string }) {
  const words = useTime();
  const now = useNow();
  return (
    <time dateTime={at} title={words.full(at)} className="whitespace-nowrap tabular-nums">
      {words.row(at, now)}
    </time>
  );
}

/** What was found, or said last; below by whom and when. */
export function Said({ hit, question }: { hit: Shown; question: string }) {
  const t = useT();
  const { last } = hit.conversation;
  const found = question && !hit.by_contact ? foundIn(hit, question).text || t("inbox.kind_deleted") : "";
  return (
    <Lines
      first={
        <span dir="auto">
          {found ? <Marked text={found} question={question} /> : kindWords(t, last.kind, last.text)}
        </span>
      }
      second={found ? t("customers.found") : <LastBy row={hit.conversation} />}
    />
  );
}

/** Who said the last thing, and when. */
export function LastBy({ row }: { row: Conversation }) {
  const t = useT();
  const member = useMember(row.last.by.kind === "member" ? row.last.by.id : null);
  const whose = row.last.direction === "in" ? t("customers.by_customer") : member?.name;
  return (
    <>
      <Time at={row.last.at} />
      {whose && ` · ${whose}`}
    </>
  );
}

/** "Assign to me" and "assign to an agent", as far as one may. */
export function AssignMenu({ row }: { row: Conversation }) {
  const t = useT();
  const items: MenuEntry[] = [];
  if (row.can.take) {
    items.push({ id: "take", label: t("inbox.take"), onSelect: () => void takeConversation(row.id) });
  }
  if (row.can.assign) items.push({ id: "assign", label: t("inbox.assign"), onSelect: () => assigning.set(row.id) });
  if (items.length === 0) return null;
  const label = t("customers.acts", { name: nameOf(row) });
  return (
    <Menu
      label={label}
      align="end"
      items={items}
      trigger={(props) => <IconButton {...props} tip="none" label={label} icon={<UserPlus size={18} />} />}
    />
  );
}
