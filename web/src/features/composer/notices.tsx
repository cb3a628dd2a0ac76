import { failureWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { useMedia, wideWindow } from "../../lib/media";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { useProvider } from "../channels/api";
import { myself, type Row, useChannel, useMember, useWindow } from "../conversations/api";
import { CopyText } from "./copy-text";
import { changeDesk, type Desk, isWritten, type Returned } from "./desk";
import type { Obstacle } from "./writing";

interface Props {
  row: Row;
  desk: Desk;
  obstacle: Obstacle | undefined;
  onSend: () => void;
}

/** What one should know before one sends, or why what was sent has come back. */
export function Notices({ row, desk, obstacle, onSend }: Props) {
  const t = useT();
  const { mode } = desk;
  // That a colleague was faster is past once the conversation is one's own.
  const past = desk.returned?.why !== "newer_reply" && row.assignee_id === myself()?.id;
  const returned = past ? undefined : desk.returned;
  const drop = () => changeDesk(row.id, () => ({ returned: undefined }));
  return (
    <>
      {mode === "reply" && <Ill row={row} />}
      {returned && (
        <Back returned={returned} onSend={isWritten(desk[returned.mode]) ? onSend : undefined} onDrop={drop} />
      )}
      {obstacle && obstacle !== "newer_reply" && obstacle !== "empty" && (
        <p role="alert" className="px-2 pb-1.5 text-13 text-bad">
          {t(`composer.obstacle_${obstacle}`)}
        </p>
      )}
      {mode === "reply" && <Standing row={row} />}
    </>
  );
}

interface BackProps {
  returned: Returned;
  /** Sends it all the same; none for what has to be sent from where it was prepared. */
  onSend: (() => void) | undefined;
  onDrop: () => void;
}

function Back({ returned, onSend, onDrop }: BackProps) {
  const t = useT();
  const { why, name, text } = returned;
  if (why === "newer_reply") {
    const actions = onSend && (
      <Button size="small" onClick={onSend}>
        {t("composer.send_anyway")}
      </Button>
    );
    return (
      <Banner live kind="warn" className="mb-2" actions={actions} onDismiss={onDrop}>
        {name ? t("composer.newer_reply", { name }) : t("errors.newer_reply")}
      </Banner>
    );
  }
  return (
    <Banner live kind="bad" className="mb-2" actions={text && <CopyText text={text} />} onDismiss={onDrop}>
      {name ? t("composer.not_sent_taken", { name }) : t("composer.not_sent_gone")}
    </Banner>
  );
}

/**
 * The provider takes nothing from this channel at the moment: what is sent waits. Why is told by the line across the
 * inbox, and here where that has no room.
 */
function Ill({ row }: { row: Row }) {
  const t = useT();
  const channel = useChannel(row.channel_id);
  const told = useMedia(wideWindow);
  const provider = useProvider(row.channel_id);
  if (channel?.state !== "on" || channel.health.state !== "ill") return null;
  return (
    <Banner live kind="warn" className="mb-2">
      <span className="font-medium">{t("composer.channel_ill")}</span>{" "}
      {/* Above a phone's keyboard there is no room for it. */}
      {!told && (
        <span className="[@media(max-height:30rem)]:hidden">{failureWords(t, channel.health.code, provider)}</span>
      )}
    </Banner>
  );
}

/** What comes of a reply as the conversation stands, where that is not plain. */
function Standing({ row }: { row: Row }) {
  const t = useT();
  const handler = useMember(row.assignee_id);
  const { state } = useWindow(row);
  if (row.state === "resolved") return <Hint>{t("composer.resolved_hint")}</Hint>;
  if (state === "late") return <Hint>{t("composer.window_late")}</Hint>;
  if (row.state !== "handled" || !handler || handler.id === myself()?.id) return null;
  return <Hint>{t("composer.handled_hint", { name: handler.name })}</Hint>;
}

function Hint({ children }: { children: string }) {
  return <p className="px-2 pb-1.5 text-13 text-muted">{children}</p>;
}
