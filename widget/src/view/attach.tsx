import { addFiles, notify, setDraft } from "../chat/chat";
import { change, state, t } from "../chat/state";
import { Button } from "./button";
import { Icon } from "./icon";

/** The ways to attach. */
export function Attach() {
  return (
    <div class="menu">
      <label>
        <Icon name="file" />
        {t("pick")}
        <input
          class="hidden"
          type="file"
          multiple
          accept={state.config.limits.file_types.join()}
          onChange={({ currentTarget }) => {
            void addFiles([...(currentTarget.files ?? [])]);
            change({ menu: false });
          }}
        />
      </label>
      {/* Browsers tell a place only to pages that came by https. */}
      {isSecureContext && (
        <Button onClick={locate}>
          <Icon name="location" />
          {t("location")}
        </Button>
      )}
    </div>
  );
}

/** Asks the browser, which asks the visitor. */
function locate(): void {
  change({ menu: false });
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude, longitude } }) => setDraft({ location: { latitude, longitude } }),
    () => notify({ key: "e_place" }),
    { enableHighAccuracy: true, timeout: 15_000 },
  );
}
