import { LayoutTemplate, Search } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { EmptyState } from "../../ui/empty-state";
import { TextField } from "../../ui/text-field";
import { TemplateFacts } from "./template-facts";
import { isSendable, keyOf, readableName, searched, type Template, withPlaces } from "./templates";

interface Props {
  templates: readonly Template[];
  className: string;
  onChoose: (template: Template) => void;
}

/** The templates that can be sent, to search and to choose from; arrow keys move, Enter takes the first. */
export function TemplateList({ templates, className, onChoose }: Props) {
  const t = useT();
  const [question, setQuestion] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const found = searched(templates, question);
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[Math.max(0, at + step)]?.focus();
  };
  if (!templates.some(isSendable)) {
    return (
      <EmptyState icon={<LayoutTemplate size={24} />} title={t("composer.no_templates")}>
        {t(templates.length > 0 ? "composer.no_templates_approved" : "composer.no_templates_hint")}
      </EmptyState>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the field and the list in it.
    <div className="flex min-h-0 flex-col gap-2" onKeyDown={press}>
      <TextField
        hideLabel
        optional
        type="search"
        label={t("composer.template_search")}
        placeholder={t("composer.template_search")}
        icon={<Search size={16} />}
        value={question}
        onChange={(event) => setQuestion(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !found[0]) return;
          event.preventDefault();
          onChoose(found[0]);
        }}
      />
      <p role="status" className="sr-only">
        {t("composer.templates_found", { count: found.length })}
      </p>
      {found.length === 0 && (
        <p className="px-1 py-4 text-13 text-muted">{t("composer.template_none", { question })}</p>
      )}
      <ul ref={list} aria-label={t("composer.templates")} className={cx("flex flex-col overflow-y-auto", className)}>
        {found.map((one) => (
          <li key={keyOf(one)} className="border-t first:border-t-0">
            <button
              type="button"
              onClick={() => onChoose(one)}
              className="flex w-full flex-col gap-0.5 rounded-control px-2 py-2 text-start hover:bg-hover focus-visible:-outline-offset-2"
            >
              <span className="flex w-full flex-wrap items-center gap-x-2 gap-y-0.5">
                <span className="min-w-0 truncate font-medium">{readableName(one.name)}</span>
                <TemplateFacts template={one} />
              </span>
              <span className="line-clamp-2 text-13 text-muted [overflow-wrap:anywhere]" dir="auto">
                {withPlaces(one.parts.body)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
