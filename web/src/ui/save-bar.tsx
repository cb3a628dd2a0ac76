import { useT } from "../lib/i18n";
import { Button } from "./button";

interface Props {
  /** There is something to save. */
  dirty: boolean;
  busy: boolean;
  /** Takes the changes back. */
  onDiscard: () => void;
}

/** The line at the foot of a form with changes that are not saved. It stays in view however long the form is. */
export function SaveBar({ dirty, busy, onDiscard }: Props) {
  const t = useT();
  if (!dirty) return null;
  return (
    <div
      data-save-bar=""
      className="sticky bottom-3 z-10 flex animate-arrive flex-wrap items-center gap-x-3 gap-y-2 rounded-card border bg-raised py-2.5 ps-4 pe-2.5 shadow-float"
    >
      <p role="status" className="min-w-40 flex-1">
        {t("ui.unsaved")}
      </p>
      <span className="ms-auto flex gap-2">
        <Button disabled={busy} onClick={onDiscard}>
          {t("ui.discard")}
        </Button>
        <Button type="submit" look="primary" busy={busy}>
          {t("common.save")}
        </Button>
      </span>
    </div>
  );
}
