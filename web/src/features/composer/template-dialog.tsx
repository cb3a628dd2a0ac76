import { useT } from "../../lib/i18n";
import { Dialog } from "../../ui/dialog";
import type { Row } from "../conversations/api";
import { TemplatePicker } from "./template-picker";

/** The template picker over the page, for while one may write freely, and for phones. */
export function TemplateDialog({ row, onClose }: { row: Row; onClose: () => void }) {
  const t = useT();
  return (
    <Dialog open onClose={onClose} size="large" title={t("composer.templates")}>
      <TemplatePicker row={row} onSent={onClose} />
    </Dialog>
  );
}
