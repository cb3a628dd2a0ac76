import { Upload } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { addFiles, deskOf, isWritten } from "../../features/composer/api";
import { Composer } from "../../features/composer/composer";
import { LeftBehind } from "../../features/composer/left-behind";
import {
  afterwards,
  fetchRow,
  nameOf,
  neighbor,
  openConversation,
  type Row,
  useLookingAt,
  useRow,
} from "../../features/conversations/api";
import { ConversationHeader } from "../../features/conversations/header";
import { ensureThread } from "../../features/messages/api";
import { PresenceLine } from "../../features/messages/presence-line";
import { Thread } from "../../features/messages/thread";
import { ThreadSkeleton } from "../../features/messages/thread-skeleton";
import { ApiError } from "../../lib/api-error";
import { usePageTitle } from "../../lib/attention";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { late } from "../../lib/late";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { useFileDrop } from "../../ui/file-drop";
import { Loading } from "../../ui/skeleton";
import type { Panel } from "./inbox-layout";
import { ContactPanel } from "./inbox-panel";

// Few conversations are comments: their code comes with the first of them.
const CommentThread = late(
  async () => (await import("../../features/messages/comments/comment-thread")).CommentThread,
  { waiting: <ThreadSkeleton />, needed: true },
);

interface Props {
  id: string;
  panel: Panel;
}

/** The conversation that is open. Give it the id as its key. */
export function ConversationPane({ id, panel }: Props) {
  const row = useRow(id);
  const { missing, error, again } = useWanted(id, row);
  if (row) return <Open row={row} panel={panel} />;
  if (missing) return <LeftBehind conversation={id} />;
  return <Coming error={error} onRetry={again} />;
}

/** Fetches the conversation while it is not known. Once it is out of sight, and nothing was written, the list is shown. */
function useWanted(id: string, row: Row | undefined) {
  const [missing, setMissing] = useState(false);
  const [error, setError] = useState<unknown>();
  const [tries, setTries] = useState(0);
  const seen = useRef(false);
  seen.current ||= row !== undefined;
  const known = row !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further try is a reason to ask again.
  useEffect(() => {
    if (known) return;
    setError(undefined);
    setMissing(false);
    const heed = (refusal: unknown) => {
      if (!(refusal instanceof ApiError && refusal.status === 404)) return setError(refusal);
      const { reply, note, returned } = deskOf(id);
      if (seen.current && !isWritten(reply) && !isWritten(note) && !returned) return openConversation("");
      setMissing(true);
    };
    fetchRow(id).catch(heed);
  }, [id, known, tries]);
  return { missing, error, again: () => setTries(tries + 1) };
}

function Coming({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useT();
  if (error === undefined) {
    return (
      <div className="flex min-w-0 flex-1 flex-col">
        <Loading busy skeleton={<ThreadSkeleton />}>
          {null}
        </Loading>
      </div>
    );
  }
  const again = (
    <Button size="small" onClick={onRetry}>
      {t("common.retry")}
    </Button>
  );
  return (
    <div className="flex-1 p-4">
      <Banner live kind="bad" actions={again}>
        {errorWords(t, error)}
      </Banner>
    </div>
  );
}

function Open({ row, panel }: { row: Row; panel: Panel }) {
  const t = useT();
  const { over, handlers } = useFileDrop((files) => addFiles(row.id, files));
  usePageTitle(nameOf(row));
  useLookingAt(row.id);
  useNeighbors(row.id);
  return (
    <>
      <section
        {...handlers}
        aria-label={t("inbox.conversation_with", { name: nameOf(row) })}
        data-one-pane=""
        className="relative flex min-h-0 min-w-0 flex-1 flex-col bg-canvas"
      >
        <ConversationHeader
          row={row}
          onBack={() => openConversation("")}
          onPanel={panel.toggle}
          panelOpen={panel.open}
        />
        {row.kind === "comments" ? <CommentThread key={row.id} row={row} /> : <Thread key={row.id} row={row} />}
        <PresenceLine row={row} />
        <Composer key={`${row.id} composer`} row={row} />
        {over && <DropHere />}
      </section>
      <ContactPanel row={row} panel={panel} />
    </>
  );
}

/** The conversations that come next are there before they are asked for. */
function useNeighbors(id: string): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const next of new Set([neighbor(id, -1), neighbor(id, 1), afterwards(id)]))
        if (next) void ensureThread(next);
      void ensureThread(id);
    }, 400);
    return () => clearTimeout(timer);
  }, [id]);
}

function DropHere() {
  const t = useT();
  return (
    <div
      role="status"
      className="pointer-events-none absolute inset-2 z-20 flex flex-col items-center justify-center gap-2 rounded-card border-2 border-dashed border-brand bg-surface/90 text-16 font-medium"
    >
      <Upload aria-hidden="true" size={28} className="text-brand" />
      {t("inbox.drop_here")}
    </div>
  );
}
