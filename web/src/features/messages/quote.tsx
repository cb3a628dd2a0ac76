import { Lock } from "lucide-react";
import { useT } from "../../lib/i18n";
import { kindWords, messageKinds } from "../conversations/api";
import { useThreadFacts } from "./context";
import { plainText } from "./marks";
import type { Quote } from "./rules";

/** What a quoted message says, in one line. */
function QuoteWords({ quote }: { quote: Quote }) {
  const t = useT();
  const known = messageKinds[quote.kind];
  const Icon = quote.direction === "note" ? Lock : known?.icon;
  const text = kindWords(t, quote.kind, plainText(quote.text));
  return (
    <span className="flex items-center gap-1 text-13 text-muted">
      {Icon && <Icon aria-hidden="true" size={13} className="shrink-0" />}
      <span className="truncate" dir="auto">
        {text}
      </span>
    </span>
  );
}

/** The message that is answered, above the answer; pressing it leads there. */
export function QuoteBlock({ quote }: { quote: Quote }) {
  const t = useT();
  const { nameOf, jumpTo } = useThreadFacts();
  const name = nameOf(quote.by);
  return (
    <button
      type="button"
      onClick={() => jumpTo(quote.seq)}
      className="mb-1 flex w-full min-w-0 flex-col rounded-control border-s-[3px] border-brand bg-ink/5 px-2.5 py-1 text-start hover:bg-ink/10"
    >
      <span className="sr-only">{t("messages.go_to_quoted")} </span>
      <span className="max-w-full truncate text-12 font-medium text-brand-strong">{name}</span>
      <span className="max-w-full">
        <QuoteWords quote={quote} />
      </span>
    </button>
  );
}
