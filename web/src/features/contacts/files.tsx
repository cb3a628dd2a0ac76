import { FileText, Mic, Video } from "lucide-react";
import { sizeText } from "../../lib/bytes";
import { useLanguage, useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { type Attachment, fetchOlder, isHere, useThread } from "../messages/api";
import { Part } from "./part";

/** The files of the conversation, newest first, as far as its messages are loaded. */
export function SharedFiles({ conversation }: { conversation: string }) {
  const t = useT();
  const thread = useThread(conversation);
  const files = thread.messages
    .flatMap((message) => (message.kind === "sticker" ? [] : message.attachments.filter(isHere)))
    .reverse();
  const pictures = files.filter((file) => file.kind === "image");
  const others = files.filter((file) => file.kind !== "image");
  if (thread.state !== "ready") return null;
  return (
    <Part title={t("contacts.files")}>
      {files.length === 0 && <p className="px-2 text-13 text-muted">{t("contacts.no_files")}</p>}
      {pictures.length > 0 && (
        <ul className="grid grid-cols-4 gap-1 px-2 pb-2">
          {pictures.map((file) => (
            <li key={file.key}>
              <Picture file={file} />
            </li>
          ))}
        </ul>
      )}
      <ul>
        {others.map((file) => (
          <li key={file.key}>
            <Other file={file} />
          </li>
        ))}
      </ul>
      {!thread.whole && (
        <Button
          look="quiet"
          size="small"
          busy={thread.older === "loading"}
          onClick={() => void fetchOlder(conversation, 200)}
        >
          {t("contacts.more_files")}
        </Button>
      )}
    </Part>
  );
}

function Picture({ file }: { file: Attachment }) {
  return (
    <a
      href={file.url}
      download={file.name}
      title={file.name}
      className="block aspect-square overflow-hidden rounded-control bg-line"
    >
      <img src={file.thumbnail_url ?? file.url} alt={file.name} loading="lazy" className="size-full object-cover" />
    </a>
  );
}

const icons = { audio: Mic, video: Video, file: FileText, image: FileText };

function Other({ file }: { file: Attachment }) {
  const language = useLanguage();
  const Icon = icons[file.kind];
  return (
    <a
      href={file.url}
      download={file.name}
      className="flex items-center gap-2.5 rounded-control px-2 py-1.5 text-13 hover:bg-hover"
    >
      <Icon aria-hidden="true" size={16} className="shrink-0 text-muted" />
      <span className="min-w-0 flex-1 truncate">{file.name}</span>
      <span className="shrink-0 text-12 text-muted" data-number="">
        {sizeText(file.size, language)}
      </span>
    </a>
  );
}
