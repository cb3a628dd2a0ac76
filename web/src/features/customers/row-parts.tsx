import { Link } from "@tanstack/react-router";
import { UserPlus } from "lucide-react";
import { useNow } from "../../lib/clock";
import { useT } from "../../lib/i18n";
import { phoneText } from "../../lib/phone";
import { useTime } from "../../lib/time";
import { Avatar } from "../../ui/avatar";
import { Badge } from "../../ui/badge";
import { IconButton } from "../../ui/icon-button";
import { Menu, type MenuEntry } from "../../ui/menu";
import {
  assigning,
  ChannelIcon,
  type Conversation,
  foundIn,
  kindWords,
  nameOf,
  takeConversation,
  useChannel,
  useMember,
} from "../conversations/api";
import type { CustomersSearch } from "./address";
import type { CustomerRow } from "./api";

/** A row with its conversation as it stands now. */
export interface Shown extends CustomerRow {
  conversation: Conversation;
}

/** Who it is, and below what was found or said last. The name opens the conversation. */
export function Who({ hit, question }: { hit: Shown; question: string }) {
  const row = hit.conversation;
  const name = nameOf(row);
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Avatar id={row.contact.id} name={name} />
      <div className="min-w-0 flex-1">
        <Link
          to="/inbox/$id"
          params={{ id: row.id }}
          className="hit-area block rounded-[2px] font-medium hover:underline"
        >
          <span className="block truncate" dir="auto">
            {name}
          </span>
        </Link>
        <p className="truncate text-13 text-muted" dir="auto">
          <SecondLine hit={hit} question={question} />
        </p>
      </div>
    </div>
  );
}

function SecondLine({ hit, question }: { hit: Shown; question: string }) {
  const t = useT();
  const { contact, last } = hit.conversation;
  if (question && !hit.by_contact) return foundIn(hit, question).text || t("inbox.kind_deleted");
  return phoneText(contact.phone) || contact.email || kindWords(t, last.kind, last.text);
}

/** Where they write, and who began. */
export function Place({ row }: { row: Conversation }) {
  const t = useT();
  const channel = useChannel(row.channel_id);
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <ChannelIcon channel={row.channel_id} />
      <span className="truncate">{channel?.name}</span>
      <Badge>{t(row.outbound ? "inbox.way_outbox" : "inbox.way_inbox")}</Badge>
    </span>
  );
}

/** Who handles it or did last. */
export function Handler({ id }: { id: string | null }) {
  const t = useT();
  const member = useMember(id);
  if (!member) return <span className="text-muted">{t("customers.none")}</span>;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Avatar id={member.id} name={member.name} src={member.avatar_url} size={20} />
      <span className="truncate">{member.name}</span>
    </span>
  );
}

/** Which moment of a row a list shows: the one it goes by. */
export function momentKind({ list, from, to, q }: CustomersSearch): "queue" | "handled" | "opened" | "last" {
  if (q) return "last";
  if (from || to) return "opened";
  return list ?? "last";
}

/** How long somebody waits or is handled, or when something was said; kept up to date once a minute. */
export function Moment({ row, kind }: { row: Conversation; kind: ReturnType<typeof momentKind> }) {
  const words = useTime();
  const now = useNow();
  const since = { queue: row.queued_at, handled: row.assigned_at, opened: undefined, last: undefined }[kind];
  const at = since ?? (kind === "opened" ? row.opened_at : row.last.at);
  return (
    <time dateTime={at} title={words.full(at)} className="whitespace-nowrap text-muted">
      {since ? words.since(since, now) : words.row(at, now)}
    </time>
  );
}

/** Who said the last thing. */
export function LastBy({ row }: { row: Conversation }) {
  const t = useT();
  const member = useMember(row.last.by.kind === "member" ? row.last.by.id : null);
  if (row.last.direction === "in") return t("customers.last_by_customer");
  return member ? t("customers.last_by_us", { name: member.name }) : null;
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
  return (
    <Menu
      label={t("customers.acts", { name: nameOf(row) })}
      align="end"
      items={items}
      trigger={(props) => (
        <IconButton
          {...props}
          tip="none"
          label={t("customers.acts", { name: nameOf(row) })}
          icon={<UserPlus size={18} />}
        />
      )}
    />
  );
}
