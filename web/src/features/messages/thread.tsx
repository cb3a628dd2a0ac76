import { type ComponentType, type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { ErrorBoundary } from "../../ui/error-boundary";
import { Loading } from "../../ui/skeleton";
import { type LogHandle, VirtualLog } from "../../ui/virtual-log";
import type { SendingItem } from "../composer/api";
import { type Row, useReading } from "../conversations/api";
import { Asked, type Asking } from "./asked";
import { Bubble } from "./bubble";
import { ThreadContext } from "./context";
import { EventLine } from "./event-line";
import { useFollowing, useJump, useNews, useRows, useThreadValue } from "./hooks";
import { Older } from "./older";
import { arrange, type LogRow, type Parts, type Waiting } from "./rules";
import { DaySeparator, UnreadSeparator } from "./separators";
import { ThreadPictures } from "./thread-pictures";
import { ThreadSkeleton } from "./thread-skeleton";
import { ensureThread, fetchOlder, type Thread as Held, retryOnceBack, useThread } from "./threads";
import { WaitingBubble } from "./waiting-bubble";

type Line = LogRow<Waiting & { item: SendingItem }>;
const keyOf = (row: Line) => row.key;

/** How a thread puts its rows in order, and draws what people said. */
export interface Manner {
  arrange: <W extends Waiting>(parts: Parts<W>) => LogRow<W>[];
  Message: ComponentType<Parameters<typeof Bubble>[0]>;
  Waiting: ComponentType<Parameters<typeof WaitingBubble>[0]>;
  /** Stands above the oldest message. */
  top?: ReactNode;
  /** What is new is brought into view, since it need not be the last row. */
  follows?: boolean;
}

const chat: Manner = { arrange, Message: Bubble, Waiting: WaitingBubble };

interface Props {
  row: Row;
  /** Absent: bubbles in the order of time. */
  manner?: Manner;
}

/** The messages of a conversation, from the newest up. Give it the conversation's id as its key. */
export function Thread({ row, manner = chat }: Props) {
  const t = useT();
  const thread = useThread(row.id);
  useEffect(() => retryOnceBack(row.id), [row.id]);
  if (thread.state === "failed" && thread.messages.length === 0) {
    const again = (
      <Button size="small" onClick={() => void ensureThread(row.id)}>
        {t("common.retry")}
      </Button>
    );
    return (
      <Banner live kind="bad" className="m-4 mb-auto" actions={again}>
        {errorWords(t, thread.error)}
      </Banner>
    );
  }
  const empty = thread.messages.length === 0;
  return (
    <Loading busy={empty && thread.state !== "ready"} skeleton={<ThreadSkeleton />}>
      <Log row={row} thread={thread} manner={manner} />
    </Loading>
  );
}

function Log({ row, thread, manner }: Required<Props> & { thread: Held }) {
  const t = useT();
  const log = useRef<LogHandle>(null);
  const [atEnd, setAtEnd] = useState(true);
  const [picture, setPicture] = useState("");
  const [asking, setAsking] = useState<Asking>();
  const [focused, setFocused] = useState("");
  const rows = useRows(row, thread, manner.arrange);
  const { marked, jumpTo } = useJump(row.id, rows, log);
  const facts = useThreadValue(row, jumpTo, setPicture);
  useFollowing(rows, log, atEnd, manner.follows ?? false);
  const unseen = useNews(row, thread, atEnd);
  useReading(row.id, thread.messages.at(-1)?.seq ?? 0, atEnd);

  const lastMessage = rows.findLast((one) => one.kind === "message")?.key ?? "";
  const current = rows.some((one) => one.key === focused) ? focused : lastMessage;
  const keep = useMemo(() => rows.findIndex((one) => one.key === current), [rows, current]);
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (step === 0 || !(event.target as HTMLElement).hasAttribute("data-message")) return;
    event.preventDefault();
    const next = nextMessage(rows, keep, step);
    if (next < 0) return;
    log.current?.showRow(next, "nearest");
    focusSoon(event.currentTarget as HTMLElement, rows[next]);
  };
  const draw = (line: Line) => (
    <ErrorBoundary
      resetKey={line}
      fallback={() => <p className="px-4 py-1 text-13 text-bad">{t("messages.broken")}</p>}
    >
      {drawLine(line, manner, {
        current: line.key === current,
        marked: line.kind === "message" && line.message.seq === marked,
        onFocus: () => setFocused(line.key),
        onAsk: (what, message) => setAsking({ what, message }),
      })}
    </ErrorBoundary>
  );
  return (
    <ThreadContext value={facts}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the messages, which have the focus. */}
      <div onKeyDown={press} className="flex min-h-0 flex-1 flex-col">
        <VirtualLog
          ref={log}
          label={t("messages.thread")}
          rows={rows}
          rowKey={keyOf}
          renderRow={draw}
          keep={keep}
          onStart={() => void fetchOlder(row.id)}
          onAtEnd={setAtEnd}
          unseen={unseen}
          header={
            <>
              {manner.top}
              <Older conversation={row.id} thread={thread} />
            </>
          }
          className="bg-canvas"
        />
      </div>
      <ThreadPictures messages={thread.messages} shown={picture} onShow={setPicture} />
      <Asked asking={asking} onDone={() => setAsking(undefined)} />
    </ThreadContext>
  );
}

type BubbleProps = Omit<Parameters<typeof Bubble>[0], "row">;

function drawLine(line: Line, { Message, Waiting }: Manner, props: BubbleProps) {
  if (line.kind === "waiting") {
    return <Waiting item={line.item.item} joined={line.joined} goesOn={line.goesOn} depth={line.depth} />;
  }
  return (
    <>
      {line.day && <DaySeparator at={line.kind === "event" ? line.event.at : line.message.at} />}
      {line.kind === "message" && line.unread > 0 && <UnreadSeparator count={line.unread} />}
      {line.kind === "event" ? <EventLine event={line.event} /> : <Message row={line} {...props} />}
    </>
  );
}

function nextMessage(rows: readonly Line[], from: number, step: number): number {
  for (let at = from + step; at >= 0 && at < rows.length; at += step) if (rows[at]?.kind === "message") return at;
  return -1;
}

/** Focuses a message as soon as it has been drawn. */
function focusSoon(log: HTMLElement, line: Line | undefined, tries = 20): void {
  const seq = line?.kind === "message" ? line.message.seq : -1;
  const message = log.querySelector<HTMLElement>(`[data-message="${seq}"]`);
  if (message) message.focus({ preventScroll: true });
  else if (tries > 0) requestAnimationFrame(() => focusSoon(log, line, tries - 1));
}
