import { FileText, Mic, RotateCw, Video, X } from "lucide-react";
import type { ReactNode } from "react";
import { sizeText } from "../../lib/bytes";
import { cx } from "../../lib/cx";
import { codeWords } from "../../lib/error-words";
import { useLanguage, useT } from "../../lib/i18n";
import type { Attachment } from "../messages/api";
import { useDesk } from "./desk";
import { useObjectAddress } from "./object-address";
import { fileKind, type Mode } from "./rules";
import { faultOfLying, type Sent, uploadsOf } from "./uploads";
import { useUploads } from "./use-uploads";
import { dropFile } from "./writing";

/** The files that go with what is being written: those that have arrived, and those on their way. */
export function Files({ conversation, mode }: { conversation: string; mode: Mode }) {
  const t = useT();
  const { files } = useDesk(conversation)[mode];
  const uploads = useUploads(conversation, mode);
  if (files.length === 0 && uploads.length === 0) return null;
  return (
    <ul aria-label={t("composer.files")} className="flex flex-wrap gap-2 px-3 pt-1 pb-2">
      {files.map((file) => (
        <Lying
          key={file.key}
          file={file}
          fault={faultOfLying(conversation, mode, file)}
          onRemove={() => dropFile(conversation, mode, file.key)}
        />
      ))}
      {uploads.map((upload) => (
        <Moving key={upload.id} upload={upload} conversation={conversation} mode={mode} />
      ))}
    </ul>
  );
}

interface LyingProps {
  file: Attachment;
  /** Why the channel does not take it; empty if it does. */
  fault: string;
  onRemove: () => void;
}

function Lying({ file, fault, onRemove }: LyingProps) {
  const t = useT();
  const language = useLanguage();
  const picture = file.kind === "image" ? (file.thumbnail_url ?? file.url) : undefined;
  return (
    <Card
      name={file.name}
      bad={fault !== ""}
      face={<Face kind={file.kind} picture={picture} />}
      line={fault ? <span role="alert">{codeWords(t, fault)}</span> : sizeText(file.size, language)}
      action={<Small label={t("ui.remove", { name: file.name })} icon={<X size={14} />} onClick={onRemove} />}
    />
  );
}

interface MovingProps {
  upload: Sent;
  conversation: string;
  mode: Mode;
}

function Moving({ upload, conversation, mode }: MovingProps) {
  const t = useT();
  const language = useLanguage();
  const { id, file, state, progress, reason } = upload;
  const queue = uploadsOf(conversation, mode);
  const kind = fileKind(file.type);
  const picture = useObjectAddress(kind === "image" ? file : undefined);
  const failed = state === "failed";
  const again = failed && !["too_large", "unsupported_type", "too_many", "file_broken"].includes(reason);
  const share = Math.round(progress * 100);
  return (
    <Card
      name={file.name}
      bad={failed}
      face={<Face kind={kind} picture={picture} />}
      line={failed ? <span role="alert">{codeWords(t, reason)}</span> : sizeText(file.size, language)}
      action={
        <>
          {again && <Small label={t("common.retry")} icon={<RotateCw size={14} />} onClick={() => queue.retry(id)} />}
          <Small
            label={t(failed ? "ui.remove" : "composer.cancel_upload", { name: file.name })}
            icon={<X size={14} />}
            onClick={() => queue.remove(id)}
          />
        </>
      }
    >
      {!failed && (
        <progress
          aria-label={t("composer.uploading", { name: file.name })}
          max={100}
          value={share}
          className="absolute inset-x-0 bottom-0 h-[3px] w-full appearance-none overflow-hidden [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-brand"
        />
      )}
    </Card>
  );
}

interface CardProps {
  name: string;
  bad?: boolean;
  face: ReactNode;
  line: ReactNode;
  action: ReactNode;
  children?: ReactNode;
}

function Card({ name, bad = false, face, line, action, children }: CardProps) {
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

function Face({ kind, picture }: { kind: Attachment["kind"]; picture: string | undefined }) {
  if (picture) return <img src={picture} alt="" className="size-10 shrink-0 rounded-[4px] object-cover" />;
  const Icon = icons[kind];
  return (
    <span className="inline-flex size-10 shrink-0 items-center justify-center rounded-[4px] bg-in text-muted">
      <Icon aria-hidden="true" size={18} />
    </span>
  );
}

function Small({ label, icon, onClick }: { label: string; icon: ReactNode; onClick: () => void }) {
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
