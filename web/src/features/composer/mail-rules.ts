/** The rules of writing mails. Pure. */
import type { components } from "../../gen/api";
import type { Mailbox } from "../messages/api";
import { lengthOf, type MailCaps } from "./rules";

/** What is filled in beside the text of a mail. What is absent is as it would be for an answer. */
export type MailWriting = components["schemas"]["MailWriting"];
/** What an answer begins with. */
export type MailReply = components["schemas"]["MailReply"];

/** A mail's own parts, all of them. */
export interface MailFacts {
  subject: string;
  to: string[];
  cc: string[];
  bcc: string[];
}

/** Those a mail can go to, in the order in which they are asked for. */
export const roles = ["to", "cc", "bcc"] as const;
export type Role = (typeof roles)[number];

const addresses = (all: readonly Mailbox[]) => all.map(({ address }) => address);

/** A mail's own parts as they will be sent: what was filled in, over what an answer begins with. */
export function factsOf(writing: MailWriting | undefined, reply: MailReply | undefined): MailFacts {
  return {
    subject: writing?.subject ?? reply?.subject ?? "",
    to: writing?.to ?? addresses(reply?.reply.to ?? []),
    cc: writing?.cc ?? addresses(reply?.reply.cc ?? []),
    bcc: writing?.bcc ?? [],
  };
}

/** Whether an answer to all goes to others than an answer. */
export function hasMore({ reply, reply_all: all }: MailReply): boolean {
  return !same(reply, all);
}

type People = Record<"to" | "cc", readonly Mailbox[]>;
const same = (one: People, other: People) =>
  `${addresses(one.to)} ${addresses(one.cc)}` === `${addresses(other.to)} ${addresses(other.cc)}`;

/** Whether a mail goes to everybody an answer to all goes to, and to nobody else. */
export function isToAll({ to, cc }: MailFacts, { reply_all: all }: MailReply): boolean {
  return `${to} ${cc}` === `${addresses(all.to)} ${addresses(all.cc)}`;
}

/** What is filled in when somebody chooses whom to answer. What was written as a subject, and blind copies, stay. */
export function answering(writing: MailWriting | undefined, reply: MailReply, all: boolean): MailWriting {
  const { to: _to, cc: _cc, ...rest } = writing ?? {};
  if (!all) return rest;
  return { ...rest, to: addresses(reply.reply_all.to), cc: addresses(reply.reply_all.cc) };
}

/** Whether anything is filled in. */
export const isFilled = (writing: MailWriting | undefined): boolean =>
  writing !== undefined && Object.values(writing).some((part) => part !== undefined);

/** Whether a text is an address that mail can be sent to, as far as one can see. */
export function isAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>(),:;"\\]{1,64}@[^\s@<>(),:;"\\]+\.[^\s@<>(),:;"\\.]{2,}$/.test(text);
}

/** The addresses in a text as people type and paste them: `Sari <sari@toko.id>, budi@toko.id; ani@toko.id`. */
export function readAddresses(text: string): string[] {
  const parts = text.match(/(?:"[^"]*"|[^,;\n"])+/g) ?? [];
  return parts.flatMap((part) => {
    const within = /<([^<>]*)>/.exec(part)?.[1]?.trim();
    if (within) return [within];
    const words = part.trim().split(/\s+/).filter(Boolean);
    // Addresses pasted out of a column have only spaces between them.
    return words.length > 1 && words.every(isAddress) ? words : [words.join(" ")].filter(Boolean);
  });
}

/** A list with further addresses; one that is there already, in whatever capitals, is not put twice. */
export function withAddresses(all: readonly string[], more: readonly string[]): string[] {
  const known = new Set(all.map((one) => one.toLowerCase()));
  const fresh = more.filter((one) => !known.has(one.toLowerCase()) && known.add(one.toLowerCase()));
  return [...all, ...fresh];
}

/** Why a mail cannot be sent as it is filled in. */
export type MailObstacle = "no_recipient" | "bad_recipient" | "many_recipients" | "subject_long" | "mail_large";

/** The obstacle; `undefined` if there is none. */
export function mailObstacle(
  { subject, to, cc, bcc }: MailFacts,
  files: readonly { size: number }[],
  limits: MailCaps,
): MailObstacle | undefined {
  const all = [...to, ...cc, ...bcc];
  if (all.some((one) => !isAddress(one))) return "bad_recipient";
  if (to.length === 0) return "no_recipient";
  if (all.length > limits.recipients_limit) return "many_recipients";
  if (lengthOf(subject.trim()) > limits.subject_limit) return "subject_long";
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return bytes > limits.total_bytes ? "mail_large" : undefined;
}
