import type { ReactNode } from "react";
import { useT } from "../../lib/i18n";
import { fetchFiles } from "./acts";
import { FileNotHere } from "./file-not-here";
import { isHere, type Message } from "./rules";

/** A sticker on no ground, with its time on a ground of its own. */
export function StickerPicture({ message, meta }: { message: Message; meta: ReactNode }) {
  const t = useT();
  const [file] = message.attachments;
  return (
    <div className="flow-root">
      {file && isHere(file) ? (
        <img
          src={file.url}
          alt={t("inbox.kind_sticker")}
          width={file.width || 160}
          height={file.height || 160}
          loading="lazy"
          decoding="async"
          draggable={false}
          className="block size-auto max-h-40 max-w-40 object-contain"
        />
      ) : (
        file && <FileNotHere file={file} onFetch={() => void fetchFiles(message)} />
      )}
      <span className="float-end -mt-1 flow-root rounded-chip border bg-surface px-2 pb-0.5 *:ms-0!">{meta}</span>
    </div>
  );
}
