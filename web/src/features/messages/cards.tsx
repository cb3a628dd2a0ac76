import { Copy, Mail, MessageCircle, Phone } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "../../lib/i18n";
import { Avatar } from "../../ui/avatar";
import { chatLink, phoneLink } from "./contact-links";
import { copyAndTell } from "./copy";
import type { Card } from "./rules";

const link =
  "hit-area inline-flex size-7 shrink-0 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink";

/** Contacts somebody has shared: to call, to write to, and to copy. */
export function Cards({ cards, meta }: { cards: readonly Card[]; meta: ReactNode }) {
  return (
    <div className="flow-root">
      <ul className="flex flex-col gap-1">
        {cards.map((card, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the cards of one message have no other identity and never move.
          <OneCard key={at} card={card} />
        ))}
      </ul>
      {meta}
    </div>
  );
}

function OneCard({ card }: { card: Card }) {
  const { name, firm, phones = [], emails = [] } = card;
  const called = name || phones[0] || emails[0] || "";
  return (
    <li className="flex w-72 max-w-full flex-col gap-1 rounded-control bg-ink/5 p-2">
      <span className="flex items-center gap-2.5">
        <Avatar id={called} name={called} size={40} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium" dir="auto">
            {called}
          </span>
          {firm && <span className="block truncate text-12 text-muted">{firm}</span>}
        </span>
      </span>
      {phones.map((phone) => (
        <PhoneLine key={phone} phone={phone} name={called} />
      ))}
      {emails.map((email) => (
        <EmailLine key={email} email={email} name={called} />
      ))}
    </li>
  );
}

function PhoneLine({ phone, name }: { phone: string; name: string }) {
  const t = useT();
  const chat = chatLink(phone);
  return (
    <span className="flex items-center gap-0.5 ps-1 text-13">
      <span className="min-w-0 flex-1 truncate" data-number="">
        {phone}
      </span>
      <a href={phoneLink(phone)} className={link} aria-label={t("messages.card_call", { name })}>
        <Phone aria-hidden="true" size={15} />
      </a>
      {chat && (
        <a
          href={chat}
          target="_blank"
          rel="noopener noreferrer"
          className={link}
          aria-label={t("messages.card_chat", { name })}
        >
          <MessageCircle aria-hidden="true" size={15} />
        </a>
      )}
      <CopyPart value={phone} />
    </span>
  );
}

function EmailLine({ email, name }: { email: string; name: string }) {
  const t = useT();
  return (
    <span className="flex items-center gap-0.5 ps-1 text-13">
      <span className="min-w-0 flex-1 truncate">{email}</span>
      <a href={`mailto:${email}`} className={link} aria-label={t("messages.card_mail", { name })}>
        <Mail aria-hidden="true" size={15} />
      </a>
      <CopyPart value={email} />
    </span>
  );
}

function CopyPart({ value }: { value: string }) {
  const t = useT();
  return (
    <button
      type="button"
      className={link}
      aria-label={t("messages.card_copy", { value })}
      onClick={() => void copyAndTell(value)}
    >
      <Copy aria-hidden="true" size={15} />
    </button>
  );
}
