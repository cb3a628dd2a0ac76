import { useState } from "react";
import { useT } from "../lib/i18n";
import { ConfirmDialog } from "./confirm-dialog";

interface What {
  /** There is something that is not saved. */
  dirty: boolean;
  busy: boolean;
  onClose: () => void;
}

/**
 * Ways out of a sheet with a form: `close` does nothing while it is being saved, and asks while something is not; `question` stands
 * beside the sheet.
 */
export function useClosing({ dirty, busy, onClose }: What) {
  const t = useT();
  const [asked, setAsked] = useState(false);
  const close = () => {
    if (busy) return;
    if (dirty) setAsked(true);
    else onClose();
  };
  const question = (
    <ConfirmDialog
      open={asked}
      onClose={() => setAsked(false)}
      title={t("ui.leave_unsaved")}
      confirmLabel={t("ui.discard")}
      danger
      onConfirm={onClose}
    >
      {t("ui.leave_unsaved_hint")}
    </ConfirmDialog>
  );
  return { close, question };
}
