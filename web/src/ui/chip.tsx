import { X } from "lucide-react";
import { useT } from "../lib/i18n";

interface Props {
  label: string;
  /** A colour that was given to it, in six digits; drawn as a dot. */
  color?: string | undefined;
  /** Gives it a button that takes it away. */
  onRemove?: (() => void) | undefined;
}

/** A word put on something, such as a label or a filter that is on. */
export function Chip({ label, color, onRemove }: Props) {
  const t = useT();
  return (
    <span className="inline-flex max-w-full items-center rounded-chip border border-line-strong bg-surface text-13">
      <span className="flex min-w-0 items-center gap-1.5 px-2.5 py-0.5">
        {color && (
          <span aria-hidden="true" className="size-2 shrink-0 rounded-chip" style={{ backgroundColor: color }} />
        )}
        <span className="truncate">{label}</span>
      </span>
      {onRemove && (
        <button
          type="button"
          aria-label={t("ui.remove", { name: label })}
          onClick={onRemove}
          className="hit-area -ms-1.5 inline-flex size-6 shrink-0 items-center justify-center rounded-chip text-muted hover:bg-hover hover:text-ink coarse:size-8"
        >
          <X size={14} />
        </button>
      )}
    </span>
  );
}
