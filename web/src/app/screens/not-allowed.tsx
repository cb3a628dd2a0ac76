import { Lock } from "lucide-react";
import { usePageTitle } from "../../lib/attention";
import { useT } from "../../lib/i18n";
import { EmptyState } from "../../ui/empty-state";

/** A page whose address somebody knows but may not open. */
export function NotAllowed({ title }: { title: string }) {
  const t = useT();
  usePageTitle(title);
  return (
    <EmptyState heading="h1" icon={<Lock size={24} />} title={t("app.not_allowed", { page: title })}>
      {t("app.not_allowed_hint")}
    </EmptyState>
  );
}
