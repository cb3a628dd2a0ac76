import { FileText, Mic, Video } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "../../lib/cx";
import type { Attachment } from "../messages/api";

interface CardProps {
  name: string;
  bad?: boolean;
  face: ReactNode;
  line: ReactNode;
  action: ReactNode;
  children?: ReactNode;
}

/** One file above the text: what it is, a line about it, and what one can do. */
export function Card({ name, bad = false, face, line, action, children }: CardProps) {
  return (
    <li
      className={cx(
        "relative flex w-56 max-w-full items-center gap-2 overflow-hidden rounded-control border bg-surface p-1.5",
        bad && "border-bad!",
      )}
    >
      {face}
      <span className="min-w-0 flex-1">
        <span className="block truncate text-13 font-medium">{name}</span>
        <span className={cx("block text-12", bad ? "text-bad" : "truncate text-muted")}>{line}</span>
      </span>
      {action}
      {children}
    </li>
  );
}

const icons = { audio: Mic, video: Video, file: FileText, image: FileText };

export function Face({ kind, picture }: { kind: Attachment["kind"]; picture: string | undefined }) {
  if (picture) return <img src={picture} alt="" className="size-10 shrink-0 rounded-[4px] object-cover" />;
  const Icon = icons[kind];
  return (
    <span className="inline-flex size-10 shrink-0 items-center justify-center rounded-[4px] bg-in text-muted">
      <Icon aria-hidden="true" size={18} />
    </span>
  );
}

/** A small button on a card. */
export function Small({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="hit-area inline-flex size-6 shrink-0 items-center justify-center rounded-chip text-muted hover:bg-hover hover:text-ink"
    >
      {icon}
    </button>
  );
}
