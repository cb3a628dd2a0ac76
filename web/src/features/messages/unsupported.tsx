import { CircleHelp } from "lucide-react";
import type { ReactNode } from "react";
import { useT, type WordKey } from "../../lib/i18n";

/** Says what the message would be, if it could be shown. */
export function UnsupportedLine({ was, meta }: { was: string; meta: ReactNode }) {
  const t = useT();
  const key = `messages.was_${was}` as WordKey;
  const what = t(key);
  const words = what === key ? t("messages.unsupported") : t("messages.unsupported_was", { what });
  return (
    <div className="flow-root px-1 text-muted">
      <CircleHelp aria-hidden="true" size={14} className="me-1.5 inline align-[-2px]" />
      <em title={was || undefined}>{words}</em> <span className="text-13">{t("messages.unsupported_hint")}</span>
      {meta}
    </div>
  );
}
