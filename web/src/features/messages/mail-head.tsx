import {
  Bot,
  ChevronDown,
  ClockAlert,
  Forward,
  type LucideIcon,
  MailCheck,
  MailX,
  Scissors,
  Users,
} from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { cx } from "../../lib/cx";
import { type Translate, useT, type WordKey } from "../../lib/i18n";
import { Badge, type BadgeKind } from "../../ui/badge";
import { Banner } from "../../ui/banner";
import { TimeText } from "../../ui/time-text";
import { calledIn, inFull, isDoubtful, proofsOf, recipientsOf } from "./mail-rules";
import type { Mail, Mailbox, Message } from "./rules";

interface Props {
  mail: Mail;
  message: Message;
}

/** What a mail is about, from whom and to whom; everybody by name once it is unfolded. */
export function MailHead({ mail, message }: Props) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <header className="mb-2 border-b border-ink/10 pb-2">
      <h2 className="font-semibold [overflow-wrap:anywhere]" dir="auto">
        {mail.subject || t("mail.no_subject")}
      </h2>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="hit-area mt-0.5 flex max-w-full items-center gap-1 rounded-[2px] text-start text-13 text-muted hover:text-ink"
      >
        <span className="truncate">
          <span className="font-medium text-ink" dir="auto">
            {calledIn(mail.from)}
          </span>{" "}
          {toWords(t, mail)}
        </span>
        <ChevronDown
          aria-hidden="true"
          size={14}
          className={cx("shrink-0 transition-transform duration-120", open && "rotate-180")}
        />
        <span className="sr-only">{t("mail.details")}</span>
      </button>
      <div id={id} hidden={!open}>
        {open && <Details mail={mail} at={message.at} />}
      </div>
      <Marks mail={mail} />
      {isDoubtful(mail) && (
        <Banner kind="warn" className="mt-2 text-13">
          {t(mail.own ? "mail.own" : "mail.unproven", { address: mail.from.address })}
        </Banner>
      )}
    </header>
  );
}

/** To whom it went, in a few words: the first of them, and how many more. */
function toWords(t: Translate, mail: Mail): string {
  const [first, ...more] = recipientsOf(mail);
  if (!first) return "";
  const name = calledIn(first);
  return more.length > 0 ? t("mail.to_name_more", { name, count: more.length }) : t("mail.to_name", { name });
}

function Details({ mail, at }: { mail: Mail; at: string }) {
  const t = useT();
  const proofs = proofsOf(mail);
  return (
    <dl className="mt-1.5 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-control bg-ink/5 p-2 text-13">
      <Line name={t("mail.from")}>{inFull(mail.from)}</Line>
      <People name={t("mail.to")} all={mail.to} />
      <People name={t("mail.cc")} all={mail.cc} />
      <People name={t("mail.bcc")} all={mail.bcc ?? []} />
      {mail.reply_to && <Line name={t("mail.reply_to")}>{inFull(mail.reply_to)}</Line>}
      <Line name={t("mail.date")}>
        <TimeText at={at} as="full" />
      </Line>
      {proofs.length > 0 && (
        <Line name={t("mail.proof")}>
          {proofs.map(({ test, result }) => `${test}: ${proofWord(t, result)}`).join(" · ")}
        </Line>
      )}
    </dl>
  );
}

function proofWord(t: Translate, result: string): string {
  const key = `mail.proof_${result}` as WordKey;
  const words = t(key);
  return words === key ? result : words;
}

function People({ name, all }: { name: string; all: readonly Mailbox[] }) {
  if (all.length === 0) return null;
  return <Line name={name}>{all.map(inFull).join(", ")}</Line>;
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]" dir="auto">
        {children}
      </dd>
    </>
  );
}

interface Sort {
  icon: LucideIcon;
  kind: BadgeKind;
  words: WordKey;
}

const automatic: Sort = { icon: Bot, kind: "plain", words: "mail.auto" };
const autos: Record<string, Sort> = {
  list: { icon: Users, kind: "plain", words: "mail.auto_list" },
  bounce: { icon: MailX, kind: "bad", words: "mail.auto_bounce" },
  delayed: { icon: ClockAlert, kind: "warn", words: "mail.auto_delayed" },
  receipt: { icon: MailCheck, kind: "plain", words: "mail.auto_receipt" },
};

/** What sort of mail it is, where it is not simply one that somebody wrote. */
function Marks({ mail }: { mail: Mail }) {
  const { auto = "", forwarded, cut } = mail;
  if (!auto && !forwarded && !cut) return null;
  return (
    <p className="mt-1.5 flex flex-wrap gap-1.5">
      {auto && <Mark {...(autos[auto] ?? automatic)} />}
      {forwarded && <Mark icon={Forward} kind="plain" words="messages.forwarded" />}
      {cut && <Mark icon={Scissors} kind="warn" words="mail.cut" />}
    </p>
  );
}

function Mark({ icon: Icon, kind, words }: Sort) {
  const t = useT();
  return (
    <Badge kind={kind} icon={<Icon aria-hidden="true" size={12} className="shrink-0" />}>
      {t(words)}
    </Badge>
  );
}
