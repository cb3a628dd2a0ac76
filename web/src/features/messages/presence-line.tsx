import { useT } from "../../lib/i18n";
import { nameOf, type Row, useMembers, usePresence } from "../conversations/api";

/** Between thread and composer: who types or answers at this moment. Its place is always kept, so nothing moves. */
export function PresenceLine({ row }: { row: Row }) {
  const t = useT();
  const member = useMembers();
  const { customer, replying } = usePresence(row.id);
  const names = replying.flatMap((id) => member(id)?.name ?? []).join(", ");
  return (
    <div className="flex h-6 shrink-0 items-center gap-2 overflow-hidden bg-canvas px-5 text-12" aria-live="off">
      {customer && (
        <span className="flex min-w-0 items-center gap-1.5 text-muted">
          <Dots />
          <span className="truncate">{t("messages.types", { name: nameOf(row) })}</span>
        </span>
      )}
      {names && <span className="ms-auto truncate font-medium text-warn">{t("inbox.replying", { name: names })}</span>}
    </div>
  );
}

function Dots() {
  return (
    <span aria-hidden="true" className="inline-flex items-center gap-0.5">
      {["0s", "0.2s", "0.4s"].map((delay) => (
        <span key={delay} className="size-1.5 animate-pulse rounded-chip bg-muted" style={{ animationDelay: delay }} />
      ))}
    </span>
  );
}
