import { Check, CheckCheck, CircleAlert, Clock } from "lucide-react";
import { useT, type WordKey } from "../../lib/i18n";
import type { Status } from "./rules";

type Shown = Exclude<Status, ""> | "waiting";

const looks: Record<Shown, { icon: typeof Check; look: string; word: WordKey }> = {
  waiting: { icon: Clock, look: "", word: "messages.status_waiting" },
  queued: { icon: Clock, look: "", word: "messages.status_queued" },
  unsure: { icon: CircleAlert, look: "text-warn", word: "messages.status_unsure" },
  sent: { icon: Check, look: "", word: "messages.status_sent" },
  delivered: { icon: CheckCheck, look: "", word: "messages.status_delivered" },
  read: { icon: CheckCheck, look: "text-brand", word: "messages.status_read" },
  failed: { icon: CircleAlert, look: "text-bad", word: "messages.status_failed" },
};

/** How far a message got: a clock, one mark, two, two in colour, or an exclamation mark. */
export function Ticks({ status }: { status: Shown }) {
  const t = useT();
  const { icon: Icon, look, word } = looks[status];
  return (
    <span className={`inline-flex ${look}`} title={t(word)}>
      <Icon aria-hidden="true" size={14} strokeWidth={status === "read" ? 2.5 : 2} />
      <span className="sr-only">{t(word)}</span>
    </span>
  );
}
