import { KeysSection, SoundSection, ViewSection, WritingSection } from "../../features/preferences/sections";
import { useT } from "../../lib/i18n";
import { Page } from "../../ui/page";

/** What a member chooses for this browser. */
export function AccountPreferences() {
  const t = useT();
  return (
    <Page title={t("app.preferences")} description={t("app.preferences_hint")}>
      <ViewSection />
      <SoundSection />
      <WritingSection />
      <KeysSection />
    </Page>
  );
}
