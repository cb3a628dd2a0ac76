import { MessageCircle } from "lucide-react";
import { useEffect, useState } from "react";
import { findTrial, isTrial } from "../../features/channels/trial";
import { Composer } from "../../features/composer/composer";
import { fetchRow, nameOf, type Row, useRow } from "../../features/conversations/api";
import { ensureThread } from "../../features/messages/api";
import { PresenceLine } from "../../features/messages/presence-line";
import { Thread } from "../../features/messages/thread";
import { useT } from "../../lib/i18n";
import { onEvent } from "../../realtime/hub";
import { Avatar } from "../../ui/avatar";
import { EmptyState } from "../../ui/empty-state";
import { ButtonLink } from "../../ui/links";

/** The inbox's side of a trial: empty until the customer writes, then their conversation with a place to answer. */
export function TryDesk({ row }: { row: Row | undefined }) {
  return row ? <Arrived key={row.id} row={row} /> : <Waiting />;
}

/**
 * The conversation of whoever plays the customer; `undefined` before they have written. `visitor` counts who plays: from
 * the second on, what was there before is not theirs.
 */
export function useTrial(channel: string, publicKey: string, visitor: number): Row | undefined {
  const [id, setId] = useState("");
  const row = useRow(id);
  useEffect(() => {
    setId("");
    if (visitor === 1) {
      findTrial(channel, publicKey).then(
        (found) => found && setId((now) => now || found.id),
        // Without an answer the page waits for the next message, which comes by another way.
        () => undefined,
      );
    }
    return onEvent("message.received", ({ conversation }) => {
      if (conversation?.channel_id === channel && isTrial(conversation, publicKey)) setId(conversation.id);
    });
  }, [channel, publicKey, visitor]);
  useEffect(() => {
    if (id && !row) fetchRow(id).catch(() => undefined);
  }, [id, row]);
  return row;
}

function Waiting() {
  const t = useT();
  return (
    <div className="flex min-h-0 flex-1 items-center">
      <EmptyState icon={<MessageCircle size={24} />} title={t("channels.try_waiting")}>
        {t("channels.try_waiting_hint")}
      </EmptyState>
    </div>
  );
}

function Arrived({ row }: { row: Row }) {
  const t = useT();
  const name = nameOf(row);
  useEffect(() => void ensureThread(row.id), [row.id]);
  return (
    <>
      <div className="flex shrink-0 items-center gap-3 border-b bg-surface py-2 ps-4 pe-2">
        <Avatar id={row.contact.id} name={name} size={32} />
        <p className="min-w-0 flex-1 truncate font-semibold" dir="auto">
          {name}
        </p>
        <ButtonLink to="/inbox/$id" params={{ id: row.id }} search={{}} size="small">
          {t("channels.try_open")}
        </ButtonLink>
      </div>
      <Thread key={row.id} row={row} />
      <PresenceLine row={row} />
      <Composer key={`${row.id} composer`} row={row} />
    </>
  );
}
