import { PictureField } from "../../features/account/picture-field";
import { ProfileForm } from "../../features/account/profile-form";
import { useT } from "../../lib/i18n";
import { Page } from "../../ui/page";

/** The member's own profile. */
export function Account() {
  const t = useT();
  return (
    <Page title={t("settings.profile")} description={t("profile.profile_hint")}>
      <PictureField />
      <ProfileForm />
    </Page>
  );
}
