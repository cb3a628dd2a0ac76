import { ChevronDown, ReplyAll, Users } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { useCommands } from "../../commands/registry";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import type { Row } from "../conversations/api";
import { deskOf, useDesk } from "./desk";
import { useMailReply } from "./mail-reply";
import {
  answering,
  factsOf,
  hasMore,
  isToAll,
  type MailFacts,
  type MailReply,
  type MailWriting,
  mailObstacle,
  type Role,
  roles,
} from "./mail-rules";
import { Recipients } from "./recipients";
import { lengthOf, type MailCaps } from "./rules";
import { putLetterhead, writeMail } from "./writing";

interface Props {
  row: Row;
  limits: MailCaps;
  onSend: () => void;
  /** Goes on to the text. */
  onWrite: () => void;
}

/** To whom a mail goes and what it is about: one line as long as it is a plain answer, and everything once that is opened. */
export function MailFields({ row, limits, onSend, onWrite }: Props) {
  const { data: reply } = useMailReply(row);
  const writing = useDesk(row.id).reply.mail;
  const facts = factsOf(writing, reply);
  const [open, setOpen] = useState(false);
  const id = useId();
  useLetterhead(row.id, reply, limits);
  const change = (part: MailWriting) => writeMail(row.id, { ...writing, ...part });
  const answer = (all: boolean) => reply && writeMail(row.id, answering(writing, reply, all));
  const more = limits.reply_all && reply !== undefined && hasMore(reply);
  useMailCommands({ more, onOpen: () => setOpen(true), onAll: () => answer(true) });
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.defaultPrevented || event.nativeEvent.isComposing || event.shiftKey) return;
    if (event.ctrlKey || event.metaKey) return onSend();
    if (event.target instanceof HTMLInputElement) onWrite();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the fields within.
    <div onKeyDown={press} className="mx-1 mt-1 rounded-control bg-ink/3">
      <Summary {...{ facts, reply, open }} more={more} controls={id} onOpen={() => setOpen(!open)} onAnswer={answer} />
      <div id={id} hidden={!open}>
        {open && <Everything {...{ facts, reply, limits }} onChange={change} />}
      </div>
    </div>
  );
}

interface CommandsProps {
  more: boolean;
  onOpen: () => void;
  onAll: () => void;
}

function useMailCommands({ more, onOpen, onAll }: CommandsProps): void {
  useCommands(() => [
    {
      id: "compose.reply_all",
      label: "mail.reply_all",
      group: "compose",
      icon: ReplyAll,
      keys: ["alt+shift+r"],
      when: () => more,
      run: onAll,
    },
    { id: "compose.mail_head", label: "mail.change_head", group: "compose", icon: Users, run: onOpen },
  ]);
}

/** Has the recipients and the subject go along as they stand here. */
function useLetterhead(conversation: string, reply: MailReply | undefined, limits: MailCaps): void {
  useEffect(() => {
    const now = () => factsOf(deskOf(conversation).reply.mail, reply);
    return putLetterhead(conversation, {
      // What is not known here, the server knows.
      obstacle: () => (reply ? mailObstacle(now(), deskOf(conversation).reply.files, limits) : undefined),
      mail: () => (reply ? now() : undefined),
    });
  }, [conversation, reply, limits]);
}

interface SummaryProps {
  facts: MailFacts;
  reply: MailReply | undefined;
  /** An answer to all goes to others than an answer. */
  more: boolean;
  open: boolean;
  controls: string;
  onOpen: () => void;
  onAnswer: (all: boolean) => void;
}

function Summary({ facts, reply, more, open, controls, onOpen, onAnswer }: SummaryProps) {
  const t = useT();
  const nameOf = namesOf(reply);
  const all = reply !== undefined && isToAll(facts, reply);
  const others = [...facts.cc, ...facts.bcc];
  return (
    <div className="flex min-w-0 items-center gap-1">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={controls}
        onClick={onOpen}
        className="flex min-h-8 min-w-0 flex-1 items-center gap-1.5 rounded-control px-2 text-start text-13 text-muted hover:bg-hover coarse:min-h-11"
      >
        <span className="sr-only">{t("mail.change_head")} </span>
        {!open && (
          <span className="truncate">
            {t("mail.to")}{" "}
            <span className="font-medium text-ink">{facts.to.map((one) => nameOf(one) || one).join(", ")}</span>
            {others.length > 0 && <> · {t("mail.copies", { count: others.length })}</>}
            {facts.subject && <> · {facts.subject}</>}
          </span>
        )}
        {open && <span className="font-medium">{t("mail.head")}</span>}
        <ChevronDown
          aria-hidden="true"
          size={14}
          className={cx("shrink-0 transition-transform duration-120", open && "rotate-180")}
        />
      </button>
      {more && (
        <button
          type="button"
          aria-pressed={all}
          onClick={() => onAnswer(!all)}
          className={cx(
            "inline-flex min-h-8 shrink-0 items-center gap-1 rounded-control px-2 text-13 hover:bg-hover coarse:min-h-11 forced:aria-pressed:underline",
            all ? "bg-selected font-medium text-brand" : "text-muted",
          )}
        >
          <ReplyAll aria-hidden="true" size={14} />
          {t("mail.reply_all")}
        </button>
      )}
    </div>
  );
}

/** What to call those whose name the thread tells. */
function namesOf(reply: MailReply | undefined): (address: string) => string {
  const known = new Map<string, string>();
  for (const { to, cc } of reply ? [reply.reply_all, reply.reply] : []) {
    for (const { name, address } of [...to, ...cc]) known.set(address.toLowerCase(), name);
  }
  return (address) => known.get(address.toLowerCase()) ?? "";
}

interface EverythingProps {
  facts: MailFacts;
  reply: MailReply | undefined;
  limits: MailCaps;
  onChange: (part: MailWriting) => void;
}

function Everything({ facts, reply, limits, onChange }: EverythingProps) {
  const t = useT();
  const nameOf = namesOf(reply);
  const [asked, setAsked] = useState<readonly Role[]>([]);
  const offered = roles.filter((role) => role === "to" || limits[role]);
  const shown = offered.filter((role) => role === "to" || facts[role].length > 0 || asked.includes(role));
  const folded = offered.filter((role) => !shown.includes(role));
  return (
    <>
      {shown.map((role) => (
        <Recipients
          key={role}
          label={t(`mail.${role}`)}
          values={facts[role]}
          onChange={(values) => onChange({ [role]: values })}
          nameOf={nameOf}
          autoFocus={asked.at(-1) === role}
          end={role === "to" && <Folded roles={folded} onOpen={(one) => setAsked([...asked, one])} />}
        />
      ))}
      <Subject value={facts.subject} most={limits.subject_limit} onChange={(subject) => onChange({ subject })} />
    </>
  );
}

function Folded({ roles: folded, onOpen }: { roles: readonly Role[]; onOpen: (role: Role) => void }) {
  const t = useT();
  return folded.map((role) => (
    <button
      key={role}
      type="button"
      aria-label={t("mail.add_role", { role: t(`mail.${role}`) })}
      onClick={() => onOpen(role)}
      className="min-h-7 shrink-0 rounded-control px-1.5 text-13 text-muted hover:bg-hover hover:text-ink coarse:min-h-11 coarse:min-w-11"
    >
      {t(`mail.${role}`)}
    </button>
  ));
}

interface SubjectProps {
  value: string;
  most: number;
  onChange: (value: string) => void;
}

/** What a mail is about, with what is left of the room for it once that is little. */
export function Subject({ value, most, onChange }: SubjectProps) {
  const t = useT();
  const id = useId();
  const over = lengthOf(value.trim()) - most;
  return (
    <div className="flex items-center gap-2 px-3 py-1">
      <label htmlFor={id} className="w-14 shrink-0 text-13 text-muted">
        {t("mail.subject")}
      </label>
      <input
        id={id}
        value={value}
        dir="auto"
        aria-invalid={over > 0 || undefined}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-8 min-w-0 flex-1 bg-transparent text-13 font-medium outline-none coarse:min-h-11 coarse:text-16"
      />
      {over > 0 && (
        <span role="status" className="shrink-0 text-12 font-medium text-bad">
          {t("composer.too_many", { count: over })}
        </span>
      )}
    </div>
  );
}
