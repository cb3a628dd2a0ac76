import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { announce } from "../../lib/announce";
import { now } from "../../lib/clock";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { toast } from "../../lib/toast";
import type { LogHandle } from "../../ui/virtual-log";
import { type SendingItem, useSendings } from "../composer/api";
import { nameOf as contactNameOf, kindWords, myself, type Row, useCaps, useMembers } from "../conversations/api";
import type { ThreadFacts } from "./context";
import { plainText } from "./marks";
import type { By, LogRow } from "./rules";
import type { Manner } from "./thread";
import { ensureThread, fetchBackTo, type Thread } from "./threads";

/** The rows of a thread: messages, what happened between them, and what waits to be sent. */
export function useRows(row: Row, thread: Thread, arrange: Manner["arrange"]) {
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
      .map((item: SendingItem) => {
        const { mode, quote } = item.payload;
        return { id: item.id, note: mode === "note", answers: quote?.id, item };
      });
    const { messages, events, whole } = thread;
    return arrange({ messages, events, waiting, readSeq, whole, dayOf: (at) => words.day(at, today) });
  }, [thread, sendings, words, readSeq, arrange]);
}

/** What the parts of a thread must know. */
export function useThreadValue(
  row: Row,
  jumpTo: (seq: number) => void,
  showPicture: (key: string) => void,
): ThreadFacts {
  const t = useT();
  const member = useMembers();
  const caps = useCaps(row);
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
      removes: caps?.removes ?? false,
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

/** Where rows are not in the order of time: brings what is new into view, one's own always, others' while one is at the end. */
export function useFollowing(
  rows: readonly LogRow[],
  log: RefObject<LogHandle | null>,
  atEnd: boolean,
  on: boolean,
): void {
  const newest = useRef(0);
  const waiting = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const before = { newest: newest.current, waiting: waiting.current };
    newest.current = Math.max(0, ...rows.map((row) => (row.kind === "message" ? row.message.seq : 0)));
    waiting.current = new Set(rows.filter(({ kind }) => kind === "waiting").map(({ key }) => key));
    if (!on || before.newest === 0) return;
    const isNew = (row: LogRow) =>
      (row.kind === "waiting" && !before.waiting.has(row.key)) ||
      (row.kind === "message" && row.message.seq > before.newest && (atEnd || row.message.direction === "out"));
    const at = rows.findLastIndex(isNew);
    if (at === rows.length - 1) log.current?.toEnd();
    else if (at >= 0) log.current?.showRow(at, "nearest");
  }, [rows, log, atEnd, on]);
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
