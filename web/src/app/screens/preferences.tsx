import { KeysSection, SoundSection, ViewSection } from "../../features/preferences/sections";
import { useT } from "../../lib/i18n";
import { Page } from "../../ui/page";

/** What a member chooses for this browser. */
export function Preferences() {
  const t = useT();
  return (
    <Page title={t("app.preferences")} description={t("app.preferences_hint")}>
      <ViewSection />
      <SoundSection />
      <KeysSection />
    </Page>
  );
}
