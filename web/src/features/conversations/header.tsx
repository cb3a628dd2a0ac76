import { ArrowLeft, Ellipsis, Eye, PanelRight, Pencil, Timer } from "lucide-react";
import { useNow } from "../../lib/clock";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { Avatar } from "../../ui/avatar";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { Menu } from "../../ui/menu";
import { actions, type ConversationAction } from "./actions";
import { nameOf } from "./acts";
import { useLeaving } from "./book";
import { ChannelIcon } from "./channel-mark";
import { useChannel, useMembers } from "./people";
import { usePresence } from "./presence";
import type { Row } from "./rules";
import { StateBadge } from "./state-badge";

interface Props {
  row: Row;
  /** Goes back to the list, where the list is not beside it. */
  onBack: () => void;
  onPanel: () => void;
  panelOpen: boolean;
}

/** Who it is, how it stands, and what one can do. */
export function ConversationHeader({ row, onBack, onPanel, panelOpen }: Props) {
  const t = useT();
  const name = nameOf(row);
  const leaving = useLeaving(row.id);
  const shown = leaving ? { state: "resolved" as const, assignee_id: null } : row;
  return (
    <header className="flex h-16 shrink-0 items-center gap-2 border-b bg-surface ps-1.5 pe-2 md:ps-4">
      <IconButton
        className="md:hidden"
        tip="none"
        label={t("inbox.back")}
        icon={<ArrowLeft size={20} />}
        onClick={onBack}
      />
      <button
        type="button"
        aria-label={t("inbox.panel_of", { name })}
        onClick={onPanel}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-control text-start focus-visible:outline-offset-4"
      >
        <Avatar id={row.contact.id} name={name} size={40} />
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <span className="truncate font-semibold md:text-16" dir="auto">
              {name}
            </span>
            <span className="shrink-0 max-sm:hidden">
              <StateBadge row={shown} />
            </span>
          </span>
          <span className="flex items-center gap-3 text-12 text-muted md:text-13">
            <ChannelName channel={row.channel_id} />
            <SessionClock row={row} />
          </span>
        </span>
      </button>
      <Watchers id={row.id} />
      <Actions row={row} leaving={leaving} onPanel={onPanel} panelOpen={panelOpen} />
    </header>
  );
}

function ChannelName({ channel }: { channel: string }) {
  const known = useChannel(channel);
  return (
    <span className="flex min-w-0 items-center gap-1">
      <ChannelIcon channel={channel} size={13} />
      <span className="truncate">{known?.name}</span>
    </span>
  );
}

/** Below this many milliseconds the clock calls for attention. */
const nearEnd = 60 * 60_000;

/** How long the conversation stays with its agent, or how long one may still write freely. */
function SessionClock({ row }: { row: Row }) {
  const t = useT();
  const words = useTime();
  const now = useNow();
  const window = row.window_ends_at ? Date.parse(row.window_ends_at) - now : undefined;
  const session = Date.parse(row.session_ends_at) - now;
  const left = window ?? session;
  if ((row.state !== "handled" && window === undefined) || left <= 0) return null;
  const text = t(window === undefined ? "inbox.session_left" : "inbox.window_left", { time: words.length(left) });
  const end = window === undefined ? row.session_ends_at : (row.window_ends_at ?? "");
  return (
    <span
      title={t("inbox.ends_at", { time: words.full(end) })}
      className={cx("flex shrink-0 items-center gap-1", left < nearEnd && "font-medium text-warn")}
    >
      <Timer aria-hidden="true" size={13} />
      {text}
    </span>
  );
}

/** Colleagues who have it open at this moment. */
function Watchers({ id }: { id: string }) {
  const t = useT();
  const member = useMembers();
  const { looking, replying } = usePresence(id);
  const all = [...new Set([...replying, ...looking])].flatMap((one) => member(one) ?? []);
  if (all.length === 0) return null;
  const names = all.map(({ name }) => name).join(", ");
  const text = t(replying.length > 0 ? "inbox.replying" : "inbox.looking", { name: names });
  const Icon = replying.length > 0 ? Pencil : Eye;
  return (
    <span
      role="img"
      aria-label={text}
      title={text}
      className="flex shrink-0 items-center gap-1 text-muted max-sm:hidden"
    >
      <Icon aria-hidden="true" size={14} className={replying.length > 0 ? "text-warn" : ""} />
      <span className="flex -space-x-1.5">
        {all.slice(0, 3).map(({ id: one, name, avatar_url }) => (
          <Avatar key={one} id={one} name={name} src={avatar_url} size={24} />
        ))}
      </span>
    </span>
  );
}

interface ActionsProps {
  row: Row;
  leaving: boolean;
  onPanel: () => void;
  panelOpen: boolean;
}

/** The two acts of the moment as buttons, all others in a menu. */
function Actions({ row, leaving, onPanel, panelOpen }: ActionsProps) {
  const t = useT();
  const possible = leaving ? [] : actions.filter((action) => action.can(row));
  const find = (id: string) => possible.find((action) => action.id === id);
  const first = find("conversation.take");
  const last = find("conversation.resolve");
  const rest = possible.filter((action) => action !== first && action !== last);
  const items = rest.map(({ id, label, icon: Icon, keys, run }) => ({
    id,
    label: t(label),
    icon: <Icon size={16} />,
    keys: keys?.[0],
    onSelect: () => run(row),
  }));
  return (
    <div className="flex shrink-0 items-center gap-1">
      {first && <Act action={first} row={row} primary />}
      {last && <Act action={last} row={row} primary={!first} />}
      {items.length > 0 && (
        <Menu
          label={t("inbox.more_actions")}
          align="end"
          items={items}
          trigger={(props) => (
            <IconButton {...props} tip="end" label={t("inbox.more_actions")} icon={<Ellipsis size={20} />} />
          )}
        />
      )}
      <IconButton
        className="max-md:hidden"
        tip="end"
        label={t("inbox.panel")}
        aria-pressed={panelOpen}
        aria-keyshortcuts="I"
        icon={<PanelRight size={18} />}
        onClick={onPanel}
      />
    </div>
  );
}

interface ActProps {
  action: ConversationAction;
  row: Row;
  primary: boolean;
}

/** Words where there is room, the icon alone where there is not. */
function Act({ action, row, primary }: ActProps) {
  const t = useT();
  const { label, icon: Icon, keys, run } = action;
  return (
    <>
      <Button
        look={primary ? "primary" : "secondary"}
        className="max-lg:hidden"
        icon={<Icon size={16} />}
        aria-keyshortcuts={keys?.[0]?.toUpperCase()}
        onClick={() => run(row)}
      >
        {t(label)}
      </Button>
      <IconButton
        look={primary ? "primary" : "quiet"}
        className="lg:hidden"
        tip="end"
        label={t(label)}
        icon={<Icon size={18} />}
        onClick={() => run(row)}
      />
    </>
  );
}
