import { useQueryClient } from "@tanstack/react-query";
import { PasswordForm } from "../../features/account/password-form";
import { SessionList, sessionsKey } from "../../features/account/session-list";
import { useT } from "../../lib/i18n";
import { Page } from "../../ui/page";

/** The member's password, and where they are signed in. */
export function AccountSecurity() {
  const t = useT();
  const client = useQueryClient();
  return (
    <Page title={t("settings.security")} description={t("settings.security_page_hint")}>
      <PasswordForm onDone={() => void client.invalidateQueries({ queryKey: sessionsKey })} />
      <SessionList />
    </Page>
  );
}
