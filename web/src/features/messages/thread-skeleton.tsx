import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";

const shapes = ["w-2/5", "w-3/5", "w-1/3 self-end", "w-1/2 self-end", "w-1/4", "w-2/3", "w-3/5 self-end"];

/** Grey bubbles while a thread is on its way. */
export function ThreadSkeleton() {
  const t = useT();
  return (
    <div role="status" className="flex flex-1 flex-col justify-end gap-3 bg-canvas p-4">
      <span className="sr-only">{t("common.loading")}</span>
      {shapes.map((shape) => (
        <span key={shape} aria-hidden="true" className={cx("h-10 animate-pulse rounded-card bg-line", shape)} />
      ))}
    </div>
  );
}
