import { type ReactNode, useEffect, useRef } from "react";
import { cx } from "../lib/cx";
import { useT } from "../lib/i18n";
import { rescueFocus } from "../lib/lost-focus";
import { Button } from "./button";

interface Props {
  /** There is something to save. */
  dirty: boolean;
  busy: boolean;
  /** Takes the changes back. */
  onDiscard: () => void;
}

/** What a bar at the foot of a form looks like. It stays in view however long the form is. */
const bar = "sticky bottom-3 z-10 rounded-card border bg-raised py-2.5 pe-2.5 shadow-float";

/** The button at the foot of a form that begins something, as connecting a channel. */
export function SubmitBar({ busy, children }: { busy: boolean; children: ReactNode }) {
  return (
    <div data-save-bar="" className={cx(bar, "flex justify-end ps-2.5")}>
      <Button type="submit" look="primary" className="max-sm:w-full" busy={busy}>
        {children}
      </Button>
    </div>
  );
}

/** The line at the foot of a form with changes that are not saved. */
export function SaveBar({ dirty, busy, onDiscard }: Props) {
  const t = useT();
  const was = useRef(dirty);
  useEffect(() => {
    if (was.current && !dirty) rescueFocus(); // whoever pressed one of its buttons goes on where they were
    was.current = dirty;
  }, [dirty]);
  if (!dirty) return null;
  return (
    <div data-save-bar="" className={cx(bar, "flex animate-arrive flex-wrap items-center gap-x-3 gap-y-2 ps-4")}>
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
