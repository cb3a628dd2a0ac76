import { Download, FileArchive, FileSpreadsheet, FileText, MapPin } from "lucide-react";
import { sizeText } from "../../lib/bytes";
import { useLanguage, useT } from "../../lib/i18n";
import { AudioPlayer } from "./audio-player";
import { FileNotHere } from "./file-not-here";
import { Pictures } from "./pictures";
import { type Attachment, isHere, mapLinks, type Place, pictureSize } from "./rules";

interface Props {
  files: readonly Attachment[];
  /** Asks once more for files that could not be fetched. */
  onFetch?: () => void;
}

/** The files of a message, each as what it is. */
export function Attachments({ files, onFetch }: Props) {
  const pictures = files.filter((file) => isHere(file) && file.kind === "image" && canShow(file));
  const others = files.filter((file) => !pictures.includes(file));
  return (
    <div className="flex flex-col gap-1">
      {pictures.length > 0 && <Pictures files={pictures} />}
      {others.map((file) =>
        isHere(file) ? (
          <Other key={file.key} file={file} />
        ) : (
          <FileNotHere key={file.key} file={file} onFetch={onFetch} />
        ),
      )}
    </div>
  );
}

/** Pictures that no browser here draws are files to download. */
function canShow(file: Attachment): boolean {
  return file.thumbnail_url !== null || !file.type.includes("hei");
}

function Other({ file }: { file: Attachment }) {
  const t = useT();
  if (file.kind === "audio" && file.type !== "audio/amr") {
    return <AudioPlayer src={file.url} name={t("inbox.kind_audio")} length={file.duration_ms} voice={file.voice} />;
  }
  return file.kind === "video" ? <Video file={file} /> : <Document file={file} />;
}

function Video({ file }: { file: Attachment }) {
  const { width, height } = pictureSize(file.width, file.height);
  return (
    // biome-ignore lint/a11y/useMediaCaption: what customers film has no captions.
    <video
      src={file.url}
      aria-label={file.name}
      controls
      preload="metadata"
      className="max-w-full rounded-control bg-stage"
      style={{ width, aspectRatio: `${width} / ${height}` }}
    />
  );
}

function Document({ file }: { file: Attachment }) {
  const t = useT();
  const language = useLanguage();
  const ending = /\.([a-z0-9]{1,5})$/i.exec(file.name)?.[1]?.toUpperCase() ?? "";
  const Icon = /sheet|excel|csv/.test(file.type) ? FileSpreadsheet : /zip/.test(file.type) ? FileArchive : FileText;
  return (
    <a
      href={file.url}
      download={file.name}
      className="flex w-full min-w-64 max-w-full items-center gap-2.5 rounded-control bg-ink/5 p-2 hover:bg-ink/10"
    >
      <span className="inline-flex size-9 shrink-0 items-center justify-center rounded-control bg-surface text-brand">
        <Icon aria-hidden="true" size={20} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="sr-only">{t("ui.download")} </span>
        <span className="block truncate text-13 font-medium">{file.name}</span>
        <span className="block text-12 text-muted" data-number="">
          {[ending, sizeText(file.size, language)].filter(Boolean).join(" · ")}
        </span>
      </span>
      <Download aria-hidden="true" size={16} className="shrink-0 text-muted" />
    </a>
  );
}

/** A point on the map, as links: no map is fetched from anywhere. */
export function PlaceCard({ place }: { place: Place }) {
  const t = useT();
  const language = useLanguage();
  const digits = new Intl.NumberFormat(language, { minimumFractionDigits: 5, maximumFractionDigits: 5 });
  const links = mapLinks(place);
  const link = "rounded-[2px] underline underline-offset-2";
  return (
    <div className="flex w-full min-w-64 max-w-full items-start gap-2.5 rounded-control bg-ink/5 p-2">
      <span className="inline-flex size-9 shrink-0 items-center justify-center rounded-control bg-surface text-brand">
        <MapPin aria-hidden="true" size={20} />
      </span>
      <span className="min-w-0 flex-1 text-13">
        <span className="block truncate font-medium">{place.name || t("inbox.kind_location")}</span>
        <span className="block text-12 text-muted" data-number="">
          {digits.format(place.latitude)}; {digits.format(place.longitude)}
        </span>
        <span className="mt-0.5 flex flex-wrap gap-x-3 text-12">
          <a href={links.google} target="_blank" rel="noopener noreferrer" className={link}>
            {t("messages.google_maps")}
          </a>
          <a href={links.open} target="_blank" rel="noopener noreferrer" className={link}>
            {t("messages.openstreetmap")}
          </a>
        </span>
      </span>
    </div>
  );
}
