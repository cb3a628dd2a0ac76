import { useEffect, useState } from "react";
import { cx } from "../../lib/cx";
import { useT, withWords } from "../../lib/i18n";
import { late } from "../../lib/late";
import { type Row, resolveAndGo, useCaps } from "../conversations/api";
import { useBarrier } from "./barrier";
import { ClosedWindow } from "./closed-window";
import { ComposerCommands } from "./commands";
import { useDesk } from "./desk";
import { fetchDrafts, storeNow } from "./drafts";
import { Files } from "./files";
import { useComposerFocus } from "./focus";
import { ModeSwitch } from "./mode-switch";
import { Notices } from "./notices";
import { Prepared } from "./prepared";
import { EditBar, QuoteBar } from "./quote-bar";
import { Toolbar } from "./toolbar";
import { useReadyUploads } from "./use-uploads";
import { VoiceNote } from "./voice-note";
import { type Obstacle, submit } from "./writing";
import { WritingArea } from "./writing-area";

const MailFields = late(async () => (await withWords(import("./mail-fields"))).MailFields, {
  waiting: <div className="mt-1 h-8 coarse:h-11" />,
});
const MailFoot = late(async () => (await withWords(import("./mail-foot"))).MailFoot);

/** Where one writes. Give it the conversation's id as its key. */
export function Composer({ row }: { row: Row }) {
  const t = useT();
  const desk = useDesk(row.id);
  const area = useComposerFocus(row.id);
  const barrier = useBarrier(row);
  const [obstacle, setObstacle] = useState<Obstacle>();
  const [recording, setRecording] = useState(false);
  const [opened, setOpened] = useState<"template" | "menu">();
  useKeptDrafts(row.id);

  const { mode, editing } = desk;
  const note = mode === "note";
  const mail = useCaps(row)?.mail;
  const letter = note || editing ? undefined : mail;
  const locked = !note && !editing ? barrier : undefined;
  const send = () => {
    setObstacle(submit(row.id));
    area.current?.focus();
  };
  const sendAndGo = () => {
    const met = submit(row.id);
    if (met) return setObstacle(met);
    resolveAndGo(row);
  };
  // Whoever presses "send" while files are on their way means: as soon as they are there.
  useReadyUploads(row.id, mode, obstacle === "uploading", send);
  return (
    <div className="shrink-0 bg-canvas px-3 pb-3 md:px-4 md:pb-4">
      <ComposerCommands row={row} onSendAndGo={sendAndGo} onOpen={setOpened} />
      <Notices row={row} desk={desk} obstacle={obstacle} onSend={send} />
      <div
        className={cx(
          "rounded-card border focus-within:border-brand",
          note ? "border-dashed border-note-line! bg-note" : "border-line-strong bg-surface",
        )}
      >
        <ModeSwitch row={row} mode={mode} />
        {editing ? <EditBar conversation={row.id} /> : <QuoteBar row={row} mode={mode} />}
        {locked?.templates ? (
          <ClosedWindow row={row} onOpen={() => setOpened("template")} />
        ) : locked ? (
          <p className="px-4 pt-1 pb-4 text-muted">{t(locked.words)}</p>
        ) : recording ? (
          <VoiceNote conversation={row.id} mode={mode} onDone={() => setRecording(false)} />
        ) : (
          <>
            {letter && <MailFields row={row} limits={letter} onSend={send} onWrite={() => area.current?.focus()} />}
            <WritingArea
              row={row}
              area={area}
              long={letter !== undefined}
              onSend={send}
              onTyped={() => setObstacle(undefined)}
            />
            {letter && <MailFoot row={row} />}
            {!editing && <Files conversation={row.id} mode={mode} />}
            <Toolbar
              row={row}
              area={area}
              busy={obstacle === "uploading"}
              onSend={send}
              onRecord={() => setRecording(true)}
              onOpen={setOpened}
            />
          </>
        )}
      </div>
      <Prepared row={row} what={opened} onClose={() => setOpened(undefined)} />
    </div>
  );
}

/** Fetches what was written elsewhere, and saves what is written here as one leaves. */
function useKeptDrafts(conversation: string): void {
  useEffect(() => {
    const fetchAgain = () => void fetchDrafts(conversation);
    fetchAgain();
    window.addEventListener("focus", fetchAgain);
    return () => {
      window.removeEventListener("focus", fetchAgain);
      for (const mode of ["reply", "note"] as const) storeNow(conversation, mode);
    };
  }, [conversation]);
}
