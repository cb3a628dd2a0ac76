import { ExternalLink, Image, MapPin, Paperclip, Phone, Reply, Video } from "lucide-react";
import { useT } from "../../lib/i18n";
import type { Template } from "./api";
import { piecesOf } from "./template-rules";

/** What a customer sees of a template, its places still empty. */
export function TemplatePreview({ template }: { template: Template }) {
  const t = useT();
  const { media, header, body, footer, buttons = [], unsendable } = template.parts;
  return (
    <figure aria-label={t("channels.template_preview", { name: template.name })}>
      <div className="max-w-sm rounded-card bg-out px-3 py-2 forced-edge">
        {media && <Media kind={media} />}
        {header && (
          <p className="font-semibold wrap-anywhere">
            <Text text={header} />
          </p>
        )}
        <p className="whitespace-pre-wrap wrap-anywhere">
          <Text text={body} />
        </p>
        {footer && <p className="mt-1 text-13 text-muted wrap-anywhere">{footer}</p>}
        {buttons.length > 0 && (
          <ul className="mt-2 border-t">
            {buttons.map(({ kind, text }) => (
              <li key={kind + text} className="flex items-center justify-center gap-2 pt-2 font-medium text-brand">
                <ButtonSign kind={kind} />
                <span className="wrap-anywhere">{text}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      {unsendable && <figcaption className="mt-2 text-13 text-muted">{t("channels.template_unsendable")}</figcaption>}
    </figure>
  );
}

function Text({ text }: { text: string }) {
  return piecesOf(text).map(({ text: piece, place }, at) =>
    place ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other identity and never move.
      <span key={at} className="rounded-[4px] bg-surface px-1 font-mono text-13">
        {piece}
      </span>
    ) : (
      piece
    ),
  );
}

const media = { image: Image, video: Video, file: Paperclip, location: MapPin };

function Media({ kind }: { kind: string }) {
  const t = useT();
  const known = kind in media ? (kind as keyof typeof media) : "file";
  const Icon = media[known];
  return (
    <p className="mb-2 flex h-24 items-center justify-center gap-2 rounded-control bg-surface text-13 text-muted">
      <Icon aria-hidden="true" size={18} />
      {t(`channels.template_media_${known}`)}
    </p>
  );
}

const signs = { url: ExternalLink, phone: Phone };

function ButtonSign({ kind }: { kind: string }) {
  const Icon = kind in signs ? signs[kind as keyof typeof signs] : Reply;
  return <Icon aria-hidden="true" size={16} className="shrink-0" />;
}
