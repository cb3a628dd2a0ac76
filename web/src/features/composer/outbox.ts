/** Sending: what was written goes into an outbox that survives a reload, and from there to the server in order. */
import { ApiError } from "../../lib/api-error";
import { api } from "../../lib/http";
import { online } from "../../lib/network";
import { createOutbox, type Outbox } from "../../lib/outbox";
import type { OutboxItem } from "../../lib/outbox-rules";
import { browserShelf } from "../../lib/outbox-shelf";
import { createStore, useStore } from "../../lib/store";
import { lineState } from "../../realtime/hub";
import { handledBy, keepOpen, myself, patchRow, rowOf, winnerOf } from "../conversations/api";
import {
  type Attachment,
  type Menu,
  type Message,
  type Place,
  type Quote,
  type TemplateUse,
  takeMessage,
} from "../messages/api";
import { changeDesk, deskOf, type Returned } from "./desk";
import { sheetChanged } from "./drafts";
import { changeMenu, changeTemplate } from "./drawer";
import type { MailWriting } from "./mail-rules";
import { joined, type Mode } from "./rules";

/** A message on its way. Its id is that of its outbox item. */
export interface Sending {
  conversation: string;
  mode: Mode;
  text: string;
  files: readonly Attachment[];
  place: Place | undefined;
  quote: Quote | undefined;
  /** What the contact is offered to choose from. */
  menu?: Menu;
  /** The approved text that is sent in place of one's own, its values filled in. */
  template?: TemplateUse;
  /** What was filled in beside the text of a mail. */
  mail?: MailWriting | undefined;
  mentions: readonly string[];
  /** The newest message the writer has seen. */
  seen: number;
  /** The assignee the writer saw; empty for nobody. */
  assignee: string;
}

export type SendingItem = OutboxItem<Sending>;

const none = createStore<readonly SendingItem[]>([]);
let outbox: Outbox<Sending> | undefined;

/** Begins to send what a member has written, and what an earlier visit left. */
export function openOutbox(member: string): () => void {
  const name = `outbox.${member}`;
  const box = createOutbox<Sending>({ name, shelf: browserShelf(name), send });
  outbox = box;
  const wake = () => (online.get() || lineState.get() === "live") && box.wake();
  const ends = [online.subscribe(wake), lineState.subscribe(wake)];
  void box.start();
  return () => {
    for (const end of ends) end();
    box.stop();
    outbox = undefined;
  };
}

/** Puts a message into the outbox. */
export async function post(sending: Sending): Promise<void> {
  await outbox?.add(sending.conversation, sending);
}

export const retrySending = (id: string) => outbox?.retry(id);
export const dropSending = (id: string) => outbox?.remove(id);

/** What waits to be sent in a conversation, in order, for a component. */
export function useSendings(conversation: string): readonly SendingItem[] {
  return useStore(outbox?.items ?? none, (all) => all.filter((item) => item.key === conversation), sameItems);
}

/** The shelf gives copies, so items are told apart by what can change. */
function sameItems(one: readonly SendingItem[], other: readonly SendingItem[]): boolean {
  const same = (a: SendingItem, b: SendingItem | undefined) =>
    a.id === b?.id && a.state === b.state && a.order === b.order;
  return one.length === other.length && one.every((item, at) => same(item, other[at]));
}

async function send(item: SendingItem): Promise<void> {
  try {
    const message = await ask(item);
    takeMessage(message);
    if (item.payload.mode === "reply") noteClaim(item.payload.conversation);
  } catch (error) {
    const why = reasonToReturn(error);
    if (why) {
      comeBack(item.payload, { why, name: winnerOf(error) });
      await outbox?.remove(item.id);
    }
    throw error;
  }
}

async function ask({ id, payload }: SendingItem): Promise<Message> {
  const { conversation, mode, text, files, place, quote, menu, mail, template, mentions, seen } = payload;
  const writing = {
    text,
    attachments: files.map((file) => file.key),
    ...(place ? { location: place } : {}),
    ...(quote ? { reply_to: quote.id } : {}),
    ...(menu ? { menu } : {}),
    ...(mail ? { mail } : {}),
    ...(template ? { template: choiceOf(template) } : {}),
  };
  const path = `/conversations/${conversation}/${mode === "note" ? "notes" : "messages"}`;
  const rest = mode === "note" ? { mentions } : { seen_seq: seen, expected_assignee: expectedNow(payload) };
  return api.post<Message>(path, { ...writing, ...rest }, { key: id });
}

/** What the server needs to know of a template: it has the text itself. */
const choiceOf = ({ name, language, values = {} }: TemplateUse) => ({ name, language, values });

/** Who the writer believes handles the conversation: who they saw, or themselves if they have taken it since. */
function expectedNow({ conversation, assignee }: Sending): string {
  const me = myself()?.id ?? "";
  return rowOf(conversation)?.assignee_id === me ? me : assignee;
}

/** A first reply has taken the conversation; what is sent right behind it must know before the live update comes. */
function noteClaim(conversation: string): void {
  const row = rowOf(conversation);
  const me = myself();
  if (!row || !me || (row.state !== "in_queue" && row.state !== "inactive")) return;
  patchRow(conversation, (now) => handledBy(now, me.id));
}

/** Refusals after which the text belongs back into the writer's hands. */
function reasonToReturn(error: unknown): Returned["why"] | undefined {
  if (!(error instanceof ApiError)) return undefined;
  if (error.code === "already_assigned" || error.code === "newer_reply") return error.code;
  return error.status === 404 ? "gone" : undefined;
}

/** Puts a text that was not sent back where it was written. */
function comeBack(sending: Sending, { why, name }: Pick<Returned, "why" | "name">): void {
  // Whoever sent and resolved in one go has not answered after all.
  keepOpen(sending.conversation);
  const { conversation, mode, text, files, quote, mail } = withoutPrepared(sending);
  const sheet = deskOf(conversation)[mode];
  const back = {
    ...sheet,
    text: joined(text, sheet.text),
    files: [...files, ...sheet.files],
    quote: sheet.quote ?? quote,
    mail: sheet.mail ?? mail,
    begun: sheet.begun || sending.seen,
  };
  changeDesk(conversation, () => ({ mode, [mode]: back, returned: { why, name, mode, text } }));
  sheetChanged(conversation, mode);
}

/** Puts a menu or a template back where it was prepared, and gives what is left of the message. */
function withoutPrepared(sending: Sending): Sending {
  const { conversation, menu, template, text, files } = sending;
  if (template) {
    changeTemplate(conversation, {
      key: `${template.name} ${template.language}`,
      values: template.values ?? {},
      file: files[0],
    });
    return { ...sending, files: [] };
  }
  if (!menu) return sending;
  const entries = (menu.buttons ?? menu.rows ?? []).map((one) => ({ description: "", ...one }));
  changeMenu(conversation, { kind: menu.buttons ? "buttons" : "list", text, open: menu.open ?? "", entries });
  return { ...sending, text: "" };
}
