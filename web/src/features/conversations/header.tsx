import { ArrowLeft, Building2 } from "lucide-react";
import { useT } from "../../lib/i18n";
import { useMedia, wideWindow } from "../../lib/media";
import { Avatar } from "../../ui/avatar";
import { IconButton } from "../../ui/icon-button";
import { nameOf } from "./acts";
import { useLeaving } from "./book";
import { ChannelIcon } from "./channel-mark";
import { HeaderActions } from "./header-actions";
import { useChannel, useDepartment } from "./people";
import type { Row } from "./rules";
import { SessionClock } from "./session-clock";
import { StateBadge } from "./state-badge";
import { Watchers } from "./watchers";

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
  // Where the list is not beside it, this is the page's own heading.
  const Heading = useMedia(wideWindow) ? "h2" : "h1";
  const shown = leaving ? { state: "resolved" as const, assignee_id: null } : row;
  return (
    <header className="@container flex h-16 shrink-0 items-center gap-2 border-b bg-surface ps-1.5 pe-2 md:ps-4">
      <IconButton
        className="md:hidden"
        tip="none"
        label={t("inbox.back")}
        icon={<ArrowLeft size={20} />}
        onClick={onBack}
      />
      <Heading className="sr-only">{t("inbox.conversation_with", { name })}</Heading>
      <button
        type="button"
        onClick={onPanel}
        className="flex min-w-0 flex-1 items-center gap-2.5 rounded-control text-start focus-visible:outline-offset-4 md:gap-3 coarse:min-h-11"
      >
        <Avatar id={row.contact.id} name={name} size={40} />
        <span className="sr-only">{t("inbox.panel")}: </span>
        <span className="min-w-0 flex-1">
          <span className="flex items-center gap-2">
            <span className="truncate font-semibold md:text-16" dir="auto">
              {name}
            </span>
            <span className="min-w-0 max-w-40 shrink-0 @max-[420px]:hidden">
              <StateBadge row={shown} />
            </span>
          </span>
          <span className="flex min-w-0 items-center gap-2 overflow-hidden text-12 text-muted md:gap-3 md:text-13">
            <span className="flex min-w-0 @min-[420px]:hidden">
              <StateBadge row={shown} />
            </span>
            <ChannelName channel={row.channel_id} />
            <Department row={row} />
            <span className="shrink-0 @max-[420px]:hidden">
              {t(row.outbound ? "inbox.way_outbox" : "inbox.way_inbox")}
            </span>
            {!leaving && <SessionClock row={row} />}
          </span>
        </span>
      </button>
      <Watchers id={row.id} />
      <HeaderActions row={row} leaving={leaving} onPanel={onPanel} panelOpen={panelOpen} />
    </header>
  );
}

function ChannelName({ channel }: { channel: string }) {
  const known = useChannel(channel);
  return (
    <span className="flex min-w-0 items-center gap-1 @max-[420px]:hidden">
      <ChannelIcon channel={channel} size={13} />
      <span className="truncate">{known?.name}</span>
    </span>
  );
}

/** Whose queue it belongs to, for who sees several; where there is room, since the panel says it too. */
function Department({ row }: { row: Row }) {
  const name = useDepartment(row);
  if (!name) return null;
  return (
    <span className="flex min-w-0 items-center gap-1 @max-[700px]:hidden">
      <Building2 aria-hidden="true" size={13} className="shrink-0" />
      <span className="truncate">{name}</span>
    </span>
  );
}
