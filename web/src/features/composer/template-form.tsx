import { ArrowLeft, SendHorizontal } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import type { Row } from "../conversations/api";
import { TemplateText } from "../messages/api";
import { BlankField } from "./blank-field";
import { changeTemplate, dropTemplate, useDrawer } from "./drawer";
import { TemplateFacts } from "./template-facts";
import { TemplateMedia } from "./template-media";
import { blanksOf, contextOf, faultsOf, filled, previewed, readableName, type Template, tidied } from "./templates";
import { submitTemplate } from "./writing";

interface Props {
  row: Row;
  template: Template;
  className: string;
  onBack: () => void;
  onSent: () => void;
}

/** The values of a template, beside what the customer will see. */
export function TemplateForm({ row, template, className, onBack, onSent }: Props) {
  const t = useT();
  const form = useRef<HTMLFormElement>(null);
  const [asked, setAsked] = useState(false);
  const { values, file } = useDrawer(row.id).template;
  const { name, language, parts } = template;
  const faults = faultsOf(template, values);
  const lacksFile = Boolean(parts.media) && !file;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (lacksFile || Object.keys(faults).length > 0) {
      setAsked(true);
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
      return;
    }
    submitTemplate(row.id, { name, language, values: tidied(template, values), parts: filled(parts, values) }, file);
    dropTemplate(row.id);
    onSent();
  };
  return (
    <form ref={form} noValidate onSubmit={send} className="@container flex min-h-0 flex-col gap-3">
      <div className="flex min-w-0 items-center gap-2">
        <IconButton label={t("composer.template_change")} tip="top" icon={<ArrowLeft size={18} />} onClick={onBack} />
        <span className="min-w-0 truncate font-medium">{readableName(name)}</span>
        <TemplateFacts template={template} />
      </div>
      <div className={cx("flex min-h-0 flex-col gap-4 overflow-y-auto px-1 pb-1 @min-[520px]:flex-row", className)}>
        <div className="flex min-w-0 flex-1 flex-col gap-3">
          {parts.media && (
            <TemplateMedia
              row={row}
              kind={parts.media}
              file={file}
              missing={asked && lacksFile}
              onFile={(next) => changeTemplate(row.id, { file: next })}
            />
          )}
          {blanksOf(template).map((blank) => (
            <BlankField
              key={blank.name}
              blank={blank}
              hint={contextOf(template, blank)}
              value={values[blank.name] ?? ""}
              fault={faults[blank.name] ?? ""}
              asked={asked}
              onChange={(value) => changeTemplate(row.id, { values: { ...values, [blank.name]: value } })}
            />
          ))}
          {template.places.length === 0 && !parts.media && (
            <p className="text-13 text-muted">{t("composer.template_no_blanks")}</p>
          )}
        </div>
        <section
          aria-label={t("composer.template_preview")}
          className="top-0 min-w-0 flex-1 @min-[520px]:sticky @min-[520px]:self-start"
        >
          <div className="ms-auto w-fit max-w-full rounded-card bg-out px-2 py-1.5 forced-edge">
            <TemplateText parts={previewed(parts, values)} withMedia={!file} />
          </div>
        </section>
      </div>
      <div className="flex justify-end">
        <Button type="submit" look="primary" icon={<SendHorizontal size={16} />}>
          {t("composer.template_send")}
        </Button>
      </div>
    </form>
  );
}
