import type { Message } from "../contract";
import { dropOutgoing, type Outgoing, outbox, putOutgoing } from "../keep/outbox";
import { shelve, unshelve } from "../keep/shelf";
import { absolute } from "../place";
import { outgoing } from "./outgoing";
import { change, type Draft, state } from "./state";

/** The visitor's own copies of files, by place on the shelf. */
const copies = new Map<string, string>();
/** Messages whose files are still on their way to the disk. */
let coming: Outgoing[] = [];
let safe: Promise<void> = Promise.resolve();

/** The place of a message's i-th file on the shelf. */
export function shelfName(clientId: string | undefined, i: number): string {
  return `${clientId}/${i}`;
}

/** Makes the state equal to the outbox, which other tabs write too. */
export function showOutbox(): void {
  const kept = outbox();
  const others = coming.filter((item) => !kept.some(({ client_id }) => client_id === item.client_id));
  change({ outbox: [...kept, ...others] });
}

/** The draft as a message, with the addresses of its files remembered. */
export function prepare(draft: Draft): Outgoing {
  const item = outgoing(draft);
  for (const [i, { url }] of draft.files.entries()) copies.set(shelfName(item.client_id, i), url);
  return item;
}

/** Puts a message at the end of the queue. Resolves when it may be sent. */
export function queue(draft: Draft): Promise<void> {
  const item = prepare(draft);
  coming.push(item);
  showOutbox();
  // One after the other, so that a text does not overtake a file that is still being written.
  safe = safe.then(() => keep(item, draft));
  return safe;
}

/** Throws messages away that are sent, or are not to be. */
export function drop(items: readonly Outgoing[]): void {
  for (const { client_id, attachments } of items) {
    coming = coming.filter((item) => item.client_id !== client_id);
    dropOutgoing(client_id);
    attachments.forEach((_, i) => void unshelve(shelfName(client_id, i)));
  }
  if (items.length) showOutbox();
}

/** Takes out what the server has, however that became known. */
export function confirmSent(messages: readonly Message[]): void {
  drop(state.outbox.filter((item) => messages.some(({ client_id }) => client_id === item.client_id)));
}

/** The address of a message's i-th file: the visitor's own copy if this page has it, or the server's. */
export function addressOf(message: Message, i: number): string {
  return copies.get(shelfName(message.client_id, i)) ?? absolute(message.attachments[i]?.url);
}

async function keep(item: Outgoing, { files }: Draft): Promise<void> {
  await Promise.all(files.map(({ file }, i) => shelve(shelfName(item.client_id, i), file)));
  // It may have been thrown away meanwhile.
  if (!coming.includes(item)) return;
  coming = coming.filter((other) => other !== item);
  putOutgoing(item);
  showOutbox();
}
