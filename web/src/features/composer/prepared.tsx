import { lazy, Suspense } from "react";
import { type Row, useCaps } from "../conversations/api";

const TemplateDialog = lazy(() => import("./template-dialog").then((part) => ({ default: part.TemplateDialog })));
const MenuDialog = lazy(() => import("./menu-dialog").then((part) => ({ default: part.MenuDialog })));

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
    <Suspense fallback={null}>
      {what === "template" && <TemplateDialog row={row} onClose={onClose} />}
      {what === "menu" && limits && (
        <MenuDialog conversation={row.id} limits={limits} bytes={caps.text_bytes} onClose={onClose} />
      )}
    </Suspense>
  );
}
