/** The rules of a thread of comments: what stands below what, and which comment an answer goes to. Pure. */
import type { LogRow, Message, Parts, ThreadEvent, Waiting } from "../rules";

/** A comment with everything below it. */
interface Group<W extends Waiting> {
  /** The sequence number of the comment on top; infinite for what waits to be sent and answers nothing that is here. */
  seq: number;
  rows: LogRow<W>[];
}

/**
 * The order of a thread of comments: each with the answers to it below it, one level deep, however deep they answer
 * each other. What happened to the conversation stands between the groups, since the groups are not in order of time.
 */
export function nest<W extends Waiting>(parts: Parts<W>): LogRow<W>[] {
  const groups = gather(parts);
  const first = parts.messages[0]?.seq ?? 0;
  // An event before the first message belongs to a stretch that is not here yet.
  const events = parts.events.filter((event) => parts.whole || event.after_seq >= first);
  const rows: LogRow<W>[] = [];
  let next = 0;
  const until = (seq: number) => {
    for (; next < events.length && (events[next] as ThreadEvent).after_seq < seq; next++) {
      const event = events[next] as ThreadEvent;
      rows.push({ kind: "event", key: `e${event.id}`, event, day: false });
    }
  };
  for (const group of groups) {
    until(group.seq);
    rows.push(...group.rows);
  }
  until(Number.POSITIVE_INFINITY);
  return rows;
}

function gather<W extends Waiting>({ messages, waiting, readSeq }: Parts<W>): Group<W>[] {
  const tops = topsOf(messages);
  const groups = new Map<string, Group<W>>();
  for (const message of messages) {
    const top = tops.get(message.id) ?? message.id;
    const fresh = message.direction === "in" && message.seq > readSeq;
    const depth = top === message.id ? 0 : 1;
    const row: LogRow<W> = { ...blank, kind: "message", key: message.id, message, unread: 0, fresh, depth };
    const group = groups.get(top);
    if (group) group.rows.push(row);
    else groups.set(message.id, { seq: message.seq, rows: [row] });
  }
  const loose: Group<W> = { seq: Number.POSITIVE_INFINITY, rows: [] };
  for (const item of waiting) {
    const group = groups.get(tops.get(item.answers ?? "") ?? "") ?? loose;
    group.rows.push({ ...blank, kind: "waiting", key: `w${item.id}`, item, depth: group === loose ? 0 : 1 });
  }
  return [...groups.values(), loose];
}

const blank = { day: false, joined: false, goesOn: false } as const;

/** By each message's id that of the comment it stands below: itself for one that answers nothing that is here. */
function topsOf(messages: readonly Message[]): ReadonlyMap<string, string> {
  const tops = new Map<string, string>();
  // What is answered comes before its answers, so its own place is known already.
  for (const { id, reply_to } of messages) tops.set(id, (reply_to && tops.get(reply_to.id)) || id);
  return tops;
}

/** Whether a comment answers something other than the comment it stands below, which then has to be said. */
export function answersInside({ reply_to }: Message, messages: readonly Message[]): boolean {
  const answered = reply_to && messages.find(({ id }) => id === reply_to.id);
  return Boolean(answered && topsOf(messages).get(answered.id) !== answered.id);
}

/** The comment that an answer goes to unless another is chosen: the contact's latest that is still there. */
export function latestComment(messages: readonly Message[]): Message | undefined {
  return messages.findLast(({ direction, deleted_at }) => direction === "in" && !deleted_at);
}
