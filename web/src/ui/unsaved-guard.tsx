import { useBlocker } from "@tanstack/react-router";
import { useT } from "../lib/i18n";
import { ConfirmDialog } from "./confirm-dialog";

/** Asks before one leaves a form with changes that are not saved, by link, by key, or by closing the tab. */
export function UnsavedGuard({ dirty }: { dirty: boolean }) {
  const t = useT();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: dirty,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      open={status === "blocked"}
      onClose={() => reset?.()}
      title={t("ui.leave_unsaved")}
      confirmLabel={t("ui.leave_anyway")}
      danger
      onConfirm={() => proceed?.()}
    >
      {t("ui.leave_unsaved_hint")}
    </ConfirmDialog>
  );
}
