import { Pencil, X } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "../../lib/i18n";
import { IconButton } from "../../ui/icon-button";
import { kindWords, memberOf, myself, nameOf, type Row } from "../conversations/api";
import type { Quote } from "../messages/api";
import { changeDesk, useDesk } from "./desk";
import type { Mode } from "./rules";
import { dropQuote } from "./writing";

/** The message that is being answered, above the text. */
export function QuoteBar({ row, mode }: { row: Row; mode: Mode }) {
  const t = useT();
  const { quote } = useDesk(row.id)[mode];
  if (!quote) return null;
  const own = quote.by.kind === "member" && quote.by.id === myself()?.id;
  const outside = quote.by.kind === "contact" ? nameOf(row) : quote.by.kind === "device" ? t("messages.device") : "";
  const name = outside || (own ? t("messages.you") : memberOf(quote.by.id)?.name);
  return (
    <Bar label={t("composer.drop_quote")} onDrop={() => dropQuote(row.id, mode)}>
      <span className="truncate text-12 font-medium text-brand-strong">{name}</span>
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

function Bar({ label, onDrop, children }: { label: string; onDrop: () => void; children: ReactNode }) {
  return (
    <div className="mx-3 mt-1 flex items-center gap-2 rounded-control border-s-[3px] border-brand bg-in ps-2.5">
      <span className="flex min-w-0 flex-1 flex-col py-1">{children}</span>
      <IconButton label={label} tip="none" icon={<X size={16} />} onClick={onDrop} />
    </div>
  );
}
