import { Compass } from "lucide-react";
import { usePageTitle } from "../../lib/attention";
import { useT } from "../../lib/i18n";
import { EmptyState } from "../../ui/empty-state";
import { ButtonLink } from "../../ui/links";

/** An address that leads nowhere. */
export function NotFound() {
  const t = useT();
  usePageTitle(t("app.not_found"));
  return (
    <EmptyState
      heading="h1"
      icon={<Compass size={24} />}
      title={t("app.not_found")}
      action={<ButtonLink to="/">{t("app.go_home")}</ButtonLink>}
    >
      {t("app.not_found_hint")}
    </EmptyState>
  );
}
