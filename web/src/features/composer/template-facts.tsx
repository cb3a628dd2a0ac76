import { useLanguage, useT } from "../../lib/i18n";
import { Badge } from "../../ui/badge";
import type { Template } from "./templates";

/** The language of a template and what it is for. */
export function TemplateFacts({ template }: { template: Template }) {
  const t = useT();
  const shownIn = useLanguage();
  return (
    <span className="flex items-center gap-1">
      <Badge>{languageName(template.language, shownIn)}</Badge>
      <Badge>{t(`composer.category_${template.category}`)}</Badge>
    </span>
  );
}

/** A language as people call it, from the provider's code, as `en_US`. */
function languageName(code: string, shownIn: string): string {
  try {
    return new Intl.DisplayNames([shownIn], { type: "language" }).of(code.replace("_", "-")) ?? code;
  } catch {
    return code;
  }
}
