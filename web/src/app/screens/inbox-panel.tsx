import { X } from "lucide-react";
import type { Row } from "../../features/conversations/api";
import { useT } from "../../lib/i18n";
import { late } from "../../lib/late";
import { Sheet } from "../../ui/dialog";
import { IconButton } from "../../ui/icon-button";
import { SkeletonRows } from "../../ui/skeleton";
import type { Panel } from "./inbox-layout";

const ProfilePanel = late(async () => (await import("../../features/contacts/profile")).ProfilePanel, {
  waiting: <SkeletonRows rows={4} rowHeight={48} face={false} />,
  needed: true,
});

/** The contact panel, beside the conversation or over it. */
export function ContactPanel({ row, panel }: { row: Row; panel: Panel }) {
  const t = useT();
  const content = <ProfilePanel key={row.contact.id} row={row} />;
  if (!panel.docked) {
    return (
      <Sheet size="small" open={panel.open} onClose={panel.toggle} title={t("inbox.panel")}>
        <div className="-mx-5 -my-4 flex flex-col">{content}</div>
      </Sheet>
    );
  }
  if (!panel.open) return null;
  return (
    <aside aria-label={t("inbox.panel")} className="flex min-h-0 w-75 shrink-0 flex-col border-s bg-surface">
      <div className="flex h-16 shrink-0 items-center justify-between border-b ps-4 pe-2">
        <h2 className="font-semibold">{t("inbox.panel")}</h2>
        <IconButton tip="end" label={t("common.close")} icon={<X size={18} />} onClick={panel.toggle} />
      </div>
      {content}
    </aside>
  );
}
