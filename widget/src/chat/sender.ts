import type { Message, Profile } from "../contract";
import { identity, setIdentity } from "../keep/identity";
import { type Outgoing, outbox, updateOutgoing, waits } from "../keep/outbox";
import { fetchShelved } from "../keep/shelf";
import { alone, tellTabs } from "../keep/tabs";
import { backoff } from "../rules/backoff";
import { Failure, request } from "../wire/request";
import { closes } from "./closing";
import { refreshConfig } from "./config";
import { take } from "./messages";
import { change, type Notice, state } from "./state";
import { drop, shelfName, showOutbox } from "./waiting";

const go = 0;
const never = Infinity;
const slowed: Notice = { key: "e_rate_limited" };
const passing = ["network", "unavailable", "internal", "rate_limited", "unauthenticated"];

let running = false;
let again = false;
let failures = 0;
let notBefore = 0;
let timer: ReturnType<typeof setTimeout>;
const stops = new Map<string, () => void>();

/** Sends what waits, one after the other. Many calls at once are one. */
export async function flush(): Promise<void> {
  again = running;
  if (running || state.profileProblems.length || state.closed || Date.now() < notBefore || !next()) return;
  running = true;
  clearTimeout(timer);
  await alone(drain);
  running = false;
  if (again) await flush();
}

/** Sends, and hopes again: the line is back, or the visitor wants it. */
export function sendNow(): void {
  failures = 0;
  void flush();
}

/** Tries a refused message once more. */
export function retry(item: Outgoing): void {
  updateOutgoing({ ...item, problem: "" });
  showOutbox();
  sendNow();
}

/** Throws away a message that is not sent yet. */
export function discard(item: Outgoing): void {
  drop([item]);
  stops.get(item.client_id)?.();
  sendNow();
}

/** The first that may be sent, if any. */
function next(): Outgoing | undefined {
  return outbox().find((item) => !item.problem);
}

async function drain(): Promise<void> {
  for (let item = next(); item; item = next()) {
    const wait = await send(item);
    if (wait === go) continue;
    again = false;
    if (wait < never) timer = setTimeout(flush, wait);
    return;
  }
}

/** How many milliseconds to wait before the next try: `go` for none, `never` when there will be none. */
async function send(item: Outgoing): Promise<number> {
  try {
    const attachments = await upload(item);
    // Another tab may have thrown it away meanwhile.
    if (!waits(item.client_id)) return go;
    const { known, profile } = identity();
    const { message } = await request<{ message: Message }>("/messages", {
      client_id: item.client_id,
      ...(item.text && { text: item.text }),
      ...(attachments.length && { attachments }),
      ...(item.location && { location: item.location }),
      ...(item.reply_to && { reply_to: item.reply_to.n }),
      ...(!known && profile && { profile: answered(profile) }),
      language: item.language,
      page: item.page,
    });
    failures = 0;
    if (state.notice?.key === slowed.key) change({ notice: null });
    tellTabs({ message });
    take([message]);
    return go;
  } catch (error) {
    return settle(item, error as Failure);
  }
}

/** Without the questions that were left open. */
function answered(profile: Profile): Profile {
  return Object.fromEntries(Object.entries(profile).filter(([, answer]) => answer));
}

/** Uploads what is not uploaded yet and gives the ids of all. */
async function upload(item: Outgoing): Promise<string[]> {
  const id = item.client_id;
  const total = item.attachments.reduce((sum, file) => sum + file.size, 1);
  let done = 0;
  for (const [i, one] of item.attachments.entries()) {
    const file = one.id ? null : await fetchShelved(shelfName(id, i));
    if (file === undefined) throw new Failure("file_lost");
    if (file) {
      const progress = (share: number) => show(id, (done + share * one.size) / total);
      const hold = (stop: () => void) => stops.set(id, stop);
      progress(0);
      const path = `/uploads?name=${encodeURIComponent(one.name)}`;
      one.id = (await request<{ id: string }>(path, null, { file, type: one.type, progress, hold })).id;
      updateOutgoing(item);
      showOutbox();
    }
    done += one.size;
  }
  return item.attachments.map((file) => file.id);
}

function show(clientId: string, share?: number): void {
  change({ progress: { ...state.progress, [clientId]: share } });
}

function settle(item: Outgoing, failure: Failure): number {
  show(item.client_id);
  const { code, wait, fields } = failure;
  const about = (part: string) => fields.filter((problem) => problem.field.startsWith(part));
  // It was thrown away, or the answer came by the socket.
  if (!waits(item.client_id)) return go;
  if (code === "rate_limited") {
    notBefore = Date.now() + wait;
    change({ notice: slowed });
  }
  if (passing.includes(code)) return wait || backoff(++failures);
  if (closes(code)) return never;
  if (about("profile").length) {
    // Nothing goes until the visitor has answered again, by the form as it is now. A server that asks knows nobody,
    // whatever it knew before.
    setIdentity({ ...identity(), known: false });
    change({ profileProblems: about("profile") });
    void refreshConfig(true);
    return never;
  }
  // An upload that nobody used is deleted after a day.
  if (about("attachments").length && !item.renewed) {
    updateOutgoing({ ...item, renewed: true, attachments: item.attachments.map((file) => ({ ...file, id: "" })) });
    return go;
  }
  updateOutgoing({ ...item, problem: fields[0]?.code ?? code });
  showOutbox();
  return go;
}
