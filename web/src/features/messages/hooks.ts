import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { announce } from "../../lib/announce";
import { now } from "../../lib/clock";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { toast } from "../../lib/toast";
import type { LogHandle } from "../../ui/virtual-log";
import { type SendingItem, useSendings } from "../composer/api";
import { nameOf as contactNameOf, kindWords, myself, type Row, useKind, useMembers } from "../conversations/api";
import type { ThreadFacts } from "./context";
import { plainText } from "./marks";
import { arrange, type By, type LogRow } from "./rules";
import { ensureThread, fetchBackTo, type Thread } from "./threads";

/** The rows of a thread: messages, what happened between them, and what waits to be sent. */
export function useRows(row: Row, thread: Thread) {
  const words = useTime();
  const sendings = useSendings(row.id);
  // Where one had stopped reading stays marked while the conversation is open.
  const readSeq = useRef(row.mine.read_seq).current;
  useEffect(() => {
    if (thread.state === "new" || thread.state === "doubted") void ensureThread(row.id);
  }, [row.id, thread.state]);
  return useMemo(() => {
    const today = now();
    // A message that has arrived is drawn as itself, even before its place in the outbox is empty.
    const arrived = new Set(thread.messages.map((message) => message.client_id));
    const waiting = sendings
      .filter((item) => !arrived.has(item.id))
      .map((item: SendingItem) => ({ id: item.id, note: item.payload.mode === "note", item }));
    const { messages, events, whole } = thread;
    return arrange({ messages, events, waiting, readSeq, whole, dayOf: (at) => words.day(at, today) });
  }, [thread, sendings, words, readSeq]);
}

/** What the parts of a thread must know. */
export function useThreadValue(
  row: Row,
  jumpTo: (seq: number) => void,
  showPicture: (key: string) => void,
): ThreadFacts {
  const t = useT();
  const member = useMembers();
  const caps = useKind(row.channel_id)?.caps;
  const me = myself()?.id ?? "";
  const contact = contactNameOf(row);
  const nameOf = useCallback(
    (by: By) => {
      if (by.kind === "contact") return contact;
      if (by.kind === "system") return t("messages.system");
      if (by.kind === "device") return t("messages.device");
      return by.id === me ? t("messages.you") : (member(by.id)?.name ?? t("messages.somebody"));
    },
    [contact, me, member, t],
  );
  const jump = useRef(jumpTo);
  jump.current = jumpTo;
  return useMemo(
    () => ({
      row,
      me,
      nameOf,
      reactions: caps?.reactions ?? [],
      edits: caps?.edits ?? false,
      deletes: caps?.deletes ?? false,
      quotes: caps?.quotes ?? false,
      jumpTo: (seq) => jump.current(seq),
      showPicture,
    }),
    [row, me, nameOf, caps, showPicture],
  );
}

/** Milliseconds for which the message one has jumped to is marked. */
const markFor = 1800;

/** Going to a message that is quoted: older pages are fetched until it is there, then it is shown and marked. */
export function useJump(conversation: string, rows: readonly LogRow[], log: RefObject<LogHandle | null>) {
  const t = useT();
  const [wanted, setWanted] = useState(0);
  const [marked, setMarked] = useState(0);
  useEffect(() => {
    if (wanted === 0) return;
    const at = rows.findIndex((row) => row.kind === "message" && row.message.seq === wanted);
    if (at < 0) return;
    log.current?.showRow(at);
    setWanted(0);
    setMarked(wanted);
  }, [wanted, rows, log]);
  useEffect(() => {
    if (marked === 0) return;
    const timer = setTimeout(() => setMarked(0), markFor);
    return () => clearTimeout(timer);
  }, [marked]);
  const jumpTo = (seq: number) => {
    setWanted(seq);
    void fetchBackTo(conversation, seq).then((found) => {
      if (found) return;
      setWanted(0);
      toast({ kind: "failed", text: t("messages.quoted_missing") });
    });
  };
  return { marked, jumpTo };
}

/** Counts what has arrived below the view, and reads it out. */
export function useNews(row: Row, thread: Thread, atEnd: boolean): number {
  const t = useT();
  const newest = thread.messages.at(-1)?.seq ?? 0;
  const seen = useRef(newest);
  const spoken = useRef(newest);
  if (atEnd || seen.current === 0) seen.current = newest;
  useEffect(() => {
    const fresh = thread.messages.filter((message) => message.seq > spoken.current && message.direction === "in");
    const first = spoken.current === 0;
    spoken.current = newest;
    const last = fresh.at(-1);
    if (!last || first) return;
    announce(t("messages.said", { name: contactNameOf(row), text: kindWords(t, last.kind, plainText(last.text)) }));
  }, [newest, thread.messages, row, t]);
  return thread.messages.filter((message) => message.seq > seen.current && message.direction !== "out").length;
}
