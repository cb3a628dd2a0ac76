import { RotateCw, X } from "lucide-react";
import { sizeText } from "../../lib/bytes";
import { useLanguage, useT } from "../../lib/i18n";
import type { Attachment } from "../messages/api";
import { useDesk } from "./desk";
import { Card, Face, Small } from "./file-card";
import { useRefusal } from "./file-refusal";
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
          conversation={conversation}
          mode={mode}
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
  conversation: string;
  mode: Mode;
  file: Attachment;
  /** Why the channel does not take it; empty if it does. */
  fault: string;
  onRemove: () => void;
}

function Lying({ conversation, mode, file, fault, onRemove }: LyingProps) {
  const t = useT();
  const refusalOf = useRefusal(conversation, mode);
  const language = useLanguage();
  const picture = file.kind === "image" ? (file.thumbnail_url ?? file.url) : undefined;
  return (
    <Card
      name={file.name}
      bad={fault !== ""}
      face={<Face kind={file.kind} picture={picture} />}
      line={fault ? <span role="alert">{refusalOf(fault, file.kind)}</span> : sizeText(file.size, language)}
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
  const refusalOf = useRefusal(conversation, mode);
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
      line={failed ? <span role="alert">{refusalOf(reason, kind)}</span> : sizeText(file.size, language)}
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
