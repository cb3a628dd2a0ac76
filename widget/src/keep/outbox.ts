import type { Language, Message } from "../contract";
import { keptAs } from "../place";
import { local } from "./text-store";

/** The n of messages that the server has not confirmed: beyond all that it has given. */
export const unsent = Number.MAX_SAFE_INTEGER;

/** A message that the server has not confirmed. Its files have the id of their upload once they are uploaded. */
export interface Outgoing extends Message {
  client_id: string;
  /** Place in the queue: milliseconds since 1970, made to grow. */
  order: number;
  language: Language;
  page: { url: string; title: string };
  /** Why it will not be tried again by itself; empty while it waits its turn. */
  problem: string;
  /** Whether its uploads were once thrown away because the server no longer had them. */
  renewed?: boolean;
}

// Each message has a name of its own in the storage, so that two tabs that write in the same instant cannot
// overwrite each other's.
const nameOf = (clientId: string) => keptAs(`:out:${clientId}`);

/** The messages that wait, in order. */
export function outbox(): Outgoing[] {
  return local
    .names(nameOf(""))
    .map((name) => local.read<Outgoing>(name))
    .filter((item) => item !== undefined)
    .sort((a, b) => a.order - b.order || (a.client_id < b.client_id ? -1 : 1));
}

export function waits(clientId: string): boolean {
  return Boolean(local.read(nameOf(clientId)));
}

export function putOutgoing(item: Outgoing): void {
  local.write(nameOf(item.client_id), item);
}

/** Writes the message again unless somebody has taken it out meanwhile. */
export function updateOutgoing(item: Outgoing): void {
  if (waits(item.client_id)) putOutgoing(item);
}

export function dropOutgoing(clientId: string): void {
  local.remove(nameOf(clientId));
}
