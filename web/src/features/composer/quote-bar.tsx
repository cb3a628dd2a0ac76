import { Pencil, X } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "../../lib/i18n";
import { IconButton } from "../../ui/icon-button";
import { kindWords, memberOf, myself, nameOf, type Row, useCaps } from "../conversations/api";
import type { Quote } from "../messages/api";
import { useAnswered } from "./answered";
import { changeDesk, useDesk } from "./desk";
import type { Mode } from "./rules";
import { dropQuote } from "./writing";

/** The message that is being answered, above the text. Where a reply has to answer something, it says so in full. */
export function QuoteBar({ row, mode }: { row: Row; mode: Mode }) {
  const t = useT();
  const note = useDesk(row.id).note.quote;
  const answered = useAnswered(row);
  const must = useCaps(row)?.answers && mode === "reply";
  const quote = mode === "note" ? note : answered.quote;
  if (!quote) return null;
  const own = quote.by.kind === "member" && quote.by.id === myself()?.id;
  const outside = quote.by.kind === "contact" ? nameOf(row) : quote.by.kind === "device" ? t("messages.device") : "";
  const name = outside || (own ? t("messages.you") : memberOf(quote.by.id)?.name) || "";
  const drop = !must || answered.chosen ? () => dropQuote(row.id, mode) : undefined;
  return (
    <Bar label={t(must ? "comments.answer_latest" : "composer.drop_quote")} onDrop={drop}>
      <span className="truncate text-12 font-medium text-brand-strong">
        {must ? t("comments.answers", { name }) : name}
      </span>
      <span className="truncate text-13 text-muted" dir="auto">
        <QuotedWords quote={quote} />
      </span>
    </Bar>
  );
}

function QuotedWords({ quote }: { quote: Quote }) {
  const t = useT();
  return kindWords(t, quote.kind, quote.text);
}

/** Says that one's own message is being changed. */
export function EditBar({ conversation }: { conversation: string }) {
  const t = useT();
  return (
    <Bar label={t("composer.stop_editing")} onDrop={() => changeDesk(conversation, () => ({ editing: undefined }))}>
      <span className="flex items-center gap-1.5 text-13 font-medium">
        <Pencil aria-hidden="true" size={13} className="text-brand" />
        {t("composer.editing")}
      </span>
    </Bar>
  );
}

interface BarProps {
  label: string;
  /** Takes it away; absent where that cannot be. */
  onDrop: (() => void) | undefined;
  children: ReactNode;
}

function Bar({ label, onDrop, children }: BarProps) {
  return (
    <div className="mx-3 mt-1 flex items-center gap-2 rounded-control border-s-[3px] border-brand bg-in ps-2.5">
      <span className="flex min-w-0 flex-1 flex-col py-1">{children}</span>
      {onDrop && <IconButton label={label} tip="none" icon={<X size={16} />} onClick={onDrop} />}
    </div>
  );
}
