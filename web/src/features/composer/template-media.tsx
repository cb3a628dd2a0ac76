import { Paperclip, X } from "lucide-react";
import { useRef, useState } from "react";
import { sizeText } from "../../lib/bytes";
import { codeWords, errorWords } from "../../lib/error-words";
import { useLanguage, useT } from "../../lib/i18n";
import { shrinkPicture } from "../../lib/picture";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { type Row, useCaps } from "../conversations/api";
import type { Attachment } from "../messages/api";
import { fileFault, typesOf } from "./rules";
import { sendFile } from "./uploads";

interface Props {
  row: Row;
  /** What the template has its place for: image, video or file. */
  kind: string;
  file: Attachment | undefined;
  /** Somebody has tried to send without it. */
  missing: boolean;
  onFile: (file: Attachment | undefined) => void;
}

/** The file above a template's text: chosen, checked, and uploaded at once. */
export function TemplateMedia({ row, kind, file, missing, onFile }: Props) {
  const t = useT();
  const language = useLanguage();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const caps = useCaps(row);
  const take = async (chosen: File) => {
    setBusy(true);
    setProblem("");
    try {
      const sent = await sendFile(await shrinkPicture(chosen), () => undefined, new AbortController().signal);
      const fault = sent.kind === kind ? caps && fileFault(caps, sent) : "unsupported_type";
      if (fault) setProblem(codeWords(t, fault));
      else onFile(sent);
    } catch (error) {
      setProblem(errorWords(t, error));
    } finally {
      setBusy(false);
    }
  };
  const words = kind === "image" ? "inbox.kind_image" : kind === "video" ? "inbox.kind_video" : "inbox.kind_file";
  return (
    <div className="flex flex-col items-start gap-1">
      <span className="text-13 font-medium">{t("composer.template_media", { kind: t(words) })}</span>
      <input
        ref={picker}
        type="file"
        hidden
        aria-label={t("composer.template_media", { kind: t(words) })}
        accept={caps ? typesOf(caps, [kind]).join(",") : ""}
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          event.target.value = "";
          if (chosen) void take(chosen);
        }}
      />
      {file ? (
        <span className="flex w-full items-center gap-2 rounded-control border p-1.5 text-13">
          {file.thumbnail_url && <img src={file.thumbnail_url} alt="" className="size-10 rounded-[4px] object-cover" />}
          <span className="min-w-0 flex-1 truncate">
            {file.name} <span className="text-muted">{sizeText(file.size, language)}</span>
          </span>
          <IconButton
            label={t("ui.remove", { name: file.name })}
            tip="none"
            icon={<X size={16} />}
            onClick={() => onFile(undefined)}
          />
        </span>
      ) : (
        <Button
          size="small"
          busy={busy}
          aria-invalid={missing || undefined}
          icon={<Paperclip size={15} />}
          onClick={() => picker.current?.click()}
        >
          {t("composer.template_choose_file")}
        </Button>
      )}
      <p aria-live="polite" className="text-13 text-bad">
        {problem || (missing && !file ? t("errors.required") : "")}
      </p>
    </div>
  );
}
