import { PasswordForm } from "../../features/account/password-form";
import { SessionList, sessionsKey } from "../../features/account/session-list";
import { useT } from "../../lib/i18n";
import { queries } from "../../realtime/queries";
import { Page } from "../../ui/page";

/** The member's password, and where they are signed in. */
export function AccountSecurity() {
  const t = useT();
  return (
    <Page title={t("settings.security")} description={t("settings.security_page_hint")}>
      <PasswordForm onDone={() => void queries.invalidateQueries({ queryKey: sessionsKey })} />
      <SessionList />
    </Page>
  );
}
