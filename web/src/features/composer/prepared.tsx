import { late } from "../../lib/late";
import { type Row, useCaps } from "../conversations/api";

const TemplateDialog = late(async () => (await import("./template-dialog")).TemplateDialog);
const MenuDialog = late(async () => (await import("./menu-dialog")).MenuDialog);

interface Props {
  row: Row;
  /** What is open; nothing for none. */
  what: "template" | "menu" | undefined;
  onClose: () => void;
}

/** The dialogs in which a message is prepared that is more than a text. */
export function Prepared({ row, what, onClose }: Props) {
  const caps = useCaps(row);
  const limits = caps?.menu;
  if (!what) return null;
  return (
    <>
      {what === "template" && <TemplateDialog row={row} onClose={onClose} />}
      {what === "menu" && limits && (
        <MenuDialog conversation={row.id} limits={limits} bytes={caps.text_bytes} onClose={onClose} />
      )}
    </>
  );
}
