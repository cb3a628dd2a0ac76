import { ExternalLink, FileText, Image, type LucideIcon, Phone, Reply, Ticket, Video } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "../../lib/i18n";
import type { TemplateParts } from "./rules";
import { MessageText } from "./text";

interface Props {
  parts: TemplateParts;
  /** Stands at the end of the text: the time. */
  meta?: ReactNode;
  /** Says which file goes above the text, as long as none is there. */
  withMedia?: boolean;
}

const mediaIcons: Record<string, LucideIcon> = { image: Image, video: Video, file: FileText };
const buttonIcons: Record<string, LucideIcon> = { url: ExternalLink, phone: Phone, code: Ticket };

/** An approved text with its values: header, text, footer and buttons, as the contact sees them. */
export function TemplateText({ parts, meta, withMedia = false }: Props) {
  const { media, header, body, footer, buttons = [] } = parts;
  return (
    <>
      {withMedia && media && <MediaPlace kind={media} />}
      {header && (
        <p className="px-1 pb-0.5 font-semibold [overflow-wrap:anywhere]" dir="auto">
          {header}
        </p>
      )}
      <MessageText text={body} end={footer ? undefined : meta} />
      {footer && (
        <div className="flow-root px-1 pt-1 text-12 text-muted">
          <span dir="auto">{footer}</span>
          {meta}
        </div>
      )}
      {buttons.length > 0 && (
        <div className="-mx-2 mt-1.5 -mb-1.5 min-w-56">
          {buttons.map((button, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the buttons of one template have no other identity.
            <Press key={at} kind={button.kind} text={button.text} leads={button.url || button.phone || ""} />
          ))}
        </div>
      )}
    </>
  );
}

/** A button that only the contact can press; where it leads is told when it is pointed at. */
function Press({ kind, text, leads }: { kind: string; text: string; leads: string }) {
  const Icon = buttonIcons[kind] ?? Reply;
  return (
    <p
      title={leads || undefined}
      className="flex items-center justify-center gap-1.5 border-t border-ink/10 px-3 py-2 text-center text-13 font-medium text-brand-strong"
    >
      <Icon aria-hidden="true" size={14} className="shrink-0" />
      <span className="[overflow-wrap:anywhere]" dir="auto">
        {text}
      </span>
    </p>
  );
}

function MediaPlace({ kind }: { kind: string }) {
  const t = useT();
  const Icon = mediaIcons[kind] ?? FileText;
  const words = kind === "image" ? "inbox.kind_image" : kind === "video" ? "inbox.kind_video" : "inbox.kind_file";
  return (
    <p className="mb-1 flex h-20 items-center justify-center gap-1.5 rounded-control bg-ink/5 text-13 text-muted">
      <Icon aria-hidden="true" size={18} />
      {t(words)}
    </p>
  );
}
