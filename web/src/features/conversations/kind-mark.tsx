import { MessageSquareQuote } from "lucide-react";
import { useT } from "../../lib/i18n";
import type { Row } from "./rules";

/** The sign of comments, where they stand among messages. */
export function KindMark({ row }: { row: Pick<Row, "kind"> }) {
  const t = useT();
  if (row.kind !== "comments") return null;
  return (
    <span className="inline-flex shrink-0 items-center gap-1 text-12 text-muted">
      <MessageSquareQuote aria-hidden="true" size={13} />
      {t("inbox.kind_tab_comments")}
    </span>
  );
}
