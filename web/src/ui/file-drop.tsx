import { Upload } from "lucide-react";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { cx } from "../lib/cx";
import { useT } from "../lib/i18n";
import { Button } from "./button";

interface Props {
  /** What is wanted, as "Foto profil". */
  label: string;
  /** Limits in words, as "JPG atau PNG, paling besar 5 MB". */
  hint?: ReactNode;
  onFiles: (files: File[]) => void;
  /** Types for the picker, as `image/*,application/pdf`. */
  accept?: string | undefined;
  multiple?: boolean | undefined;
  disabled?: boolean | undefined;
}

/** A place to drop files, which is also a button that opens the picker. */
export function FileDrop({ label, hint, onFiles, accept, multiple = false, disabled = false }: Props) {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  const { over, handlers } = useFileDrop(onFiles, { disabled, multiple });
  return (
    <div
      {...handlers}
      className={cx(
        "flex flex-col items-center gap-2 rounded-card border border-dashed border-line-strong p-6 text-center",
        over && "border-brand bg-selected",
      )}
    >
      <input
        ref={picker}
        type="file"
        hidden
        accept={accept}
        multiple={multiple}
        disabled={disabled}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          // The same file can be chosen again after a failure.
          event.target.value = "";
        }}
      />
      <Button disabled={disabled} icon={<Upload size={16} />} onClick={() => picker.current?.click()}>
        {label}
      </Button>
      <p className="hidden text-13 text-muted hoverable:block">
        {t(multiple ? "ui.or_drop_files" : "ui.or_drop_file")}
      </p>
      {hint && <p className="text-13 text-muted">{hint}</p>}
    </div>
  );
}

/** Makes any element a place to drop files: spread `handlers` on it; `over` tells that files hang above it. */
export function useFileDrop(onFiles: (files: File[]) => void, { disabled = false, multiple = true } = {}) {
  const [over, setOver] = useState(false);
  // Children fire enter and leave as well; only the difference tells whether the pointer is still inside.
  const depth = useRef(0);
  const carries = (event: DragEvent) => !disabled && event.dataTransfer.types.includes("Files");
  const count = (step: number) => {
    depth.current = Math.max(0, depth.current + step);
    setOver(depth.current > 0);
  };
  const handlers = {
    onDragEnter: (event: DragEvent) => carries(event) && count(1),
    onDragLeave: (event: DragEvent) => carries(event) && count(-1),
    onDragOver: (event: DragEvent) => {
      if (carries(event)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      count(-depth.current);
      const files = [...event.dataTransfer.files];
      onFiles(multiple ? files : files.slice(0, 1));
    },
  };
  return { over, handlers };
}
