import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useNow } from "../../lib/clock";
import { failureWords } from "../../lib/error-words";
import { useT, type WordKey } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { useProvider } from "../channels/api";
import { useChannel, windowOf } from "../conversations/api";
import { resend, settle } from "./acts";
import { useThreadFacts } from "./context";
import type { Message } from "./rules";

/** Below a message that did not arrive, or of which nobody knows: why, and what one can do. */
export function Trouble({ message }: { message: Message }) {
  const t = useT();
  const { status, failure_code: code } = message;
  if (status === "failed") return <Failed message={message} />;
  if (status === "unsure") return <Unsure message={message} />;
  const unchanged = unchangedWords[`${message.comment ? "comment " : ""}${code}`] ?? unchangedWords[code];
  return unchanged ? <Below message={message} look="text-warn" words={t(unchanged)} /> : null;
}

/** What holds although a change of a message that arrived was asked for, by the change, and by it of a comment. */
const unchangedWords: Partial<Record<string, WordKey>> = {
  edit_failed: "messages.edit_failed",
  delete_failed: "messages.delete_failed",
  "comment edit_failed": "comments.edit_failed",
  "comment delete_failed": "comments.delete_failed",
  hide_failed: "comments.hide_failed",
  like_failed: "comments.like_failed",
};

function Failed({ message }: { message: Message }) {
  const t = useT();
  const again = useResend(message);
  const provider = useProvider(useThreadFacts().row.channel_id);
  return (
    <Below message={message} look="text-bad" words={failureWords(t, message.failure_code, provider)}>
      {again && (
        <Button size="small" onClick={again}>
          {t("messages.send_again")}
        </Button>
      )}
    </Below>
  );
}

function Unsure({ message }: { message: Message }) {
  const t = useT();
  const { row } = useThreadFacts();
  const again = useResend(message);
  const { provider } = useProvider(row.channel_id);
  return (
    <Below
      message={message}
      look="text-warn"
      words={t("messages.unsure")}
      hint={t("messages.unsure_hint", { provider })}
    >
      {again && (
        <Button size="small" onClick={again}>
          {t("messages.send_again")}
        </Button>
      )}
      {row.can.reply && (
        <Button size="small" onClick={() => void settle(message)}>
          {t("messages.has_arrived")}
        </Button>
      )}
    </Below>
  );
}

/** Sends it once more; `undefined` where that would be refused anyway. */
function useResend(message: Message): (() => void) | undefined {
  const { row } = useThreadFacts();
  const now = useNow();
  const late = useChannel(row.channel_id)?.late_seconds ?? 0;
  const open = windowOf(row, now, late * 1000).state !== "closed";
  if (!row.can.reply || (!open && message.kind !== "template")) return undefined;
  return () => void resend(message);
}

interface BelowProps {
  message: Message;
  look: string;
  words: string;
  hint?: string;
  children?: ReactNode;
}

function Below({ message, look, words, hint, children }: BelowProps) {
  const t = useT();
  const { failure_code: code, failure_detail: detail } = message;
  return (
    <div className="flex max-w-[min(85%,420px)] flex-col items-end gap-1 pt-1 pb-2 text-end text-12">
      <p className={`font-medium ${look}`}>
        <CircleAlert aria-hidden="true" size={13} className="me-1 inline align-[-2px]" />
        {words}
      </p>
      {hint && <p className="text-muted">{hint}</p>}
      {detail && (
        <details className="text-muted">
          <summary className="hit-area ms-auto w-fit list-none underline underline-offset-2 [&::-webkit-details-marker]:hidden">
            {t("messages.detail")}
          </summary>
          <p className="pt-1 [overflow-wrap:anywhere]" lang="en">
            <code className="font-mono">{code}</code> {detail}
          </p>
        </details>
      )}
      <span className="flex flex-wrap justify-end gap-2">{children}</span>
    </div>
  );
}
