import { CornerUpLeft } from "lucide-react";
import { useT } from "../../lib/i18n";
import { kindWords, messageKinds } from "./kinds";
import { usePresence } from "./presence";
import { previewOf, type Row } from "./rules";

/** The second line of a row: who types, what one has begun to write, or what was said last. */
export function PreviewLine({ row }: { row: Row }) {
  const t = useT();
  const { customer } = usePresence(row.id);
  const preview = previewOf(row, customer);
  if (preview.what === "typing") return <span className="truncate text-brand">{t("inbox.typing")}</span>;
  if (preview.what === "draft") {
    return (
      <span className="truncate text-muted" dir="auto">
        <span className="font-medium text-warn">{t("inbox.draft")}</span> {preview.text}
      </span>
    );
  }
  return (
    <span className={`flex min-w-0 items-center gap-1 ${row.mine.unread > 0 ? "text-ink" : "text-muted"}`}>
      {preview.ours && (
        <>
          <CornerUpLeft aria-hidden="true" size={13} className="shrink-0 text-muted" />
          <span className="sr-only">{t("inbox.we_said")}</span>
        </>
      )}
      <LastWords row={row} />
    </span>
  );
}

function LastWords({ row }: { row: Row }) {
  const t = useT();
  const { kind, text } = row.last;
  const Icon = messageKinds[kind]?.icon;
  const gone = row.kind === "comments" && kind === "text" && !text;
  return (
    <>
      {Icon && <Icon aria-hidden="true" size={14} className="shrink-0 text-muted" />}
      <span className="truncate" dir="auto">
        {gone ? t("inbox.kind_comment_deleted") : kindWords(t, kind, text)}
      </span>
    </>
  );
}
