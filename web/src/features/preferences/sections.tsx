import { setSingleKeys, singleKeys } from "../../commands/keys";
import { run } from "../../commands/registry";
import { enterSends, setEnterSends } from "../../lib/enter";
import { useT } from "../../lib/i18n";
import { playSound, setSoundOn, soundOn } from "../../lib/sound";
import { useStore } from "../../lib/store";
import { chooseTheme, type ThemeChoice, theme } from "../../lib/theme";
import { Button } from "../../ui/button";
import { Section } from "../../ui/page";
import { RadioGroup } from "../../ui/radio-group";
import { Switch } from "../../ui/switch";

import { themeLabels } from "./themes";

/** How the screens look here. */
export function ViewSection() {
  const t = useT();
  const chosen = useStore(theme);
  return (
    <Section title={t("app.view")}>
      <RadioGroup<ThemeChoice>
        inline
        label={t("app.theme")}
        value={chosen}
        onChange={chooseTheme}
        options={themeLabels.map(({ value, label }) => ({ value, label: t(label) }))}
      />
    </Section>
  );
}

/** What Enter does while one writes. */
export function WritingSection() {
  const t = useT();
  const on = useStore(enterSends);
  return (
    <Section title={t("app.writing")}>
      <RadioGroup<"send" | "line">
        label={t("app.enter")}
        value={on ? "send" : "line"}
        onChange={(value) => setEnterSends(value === "send")}
        options={[
          { value: "send", label: t("app.enter_sends"), hint: t("app.enter_sends_hint") },
          { value: "line", label: t("app.enter_breaks"), hint: t("app.enter_breaks_hint") },
        ]}
      />
    </Section>
  );
}

/** Whether the browser rings. */
export function SoundSection() {
  const t = useT();
  const on = useStore(soundOn);
  return (
    <Section title={t("app.sound")}>
      <Switch
        label={t("app.sound_on")}
        hint={t("app.sound_on_hint")}
        checked={on}
        onChange={(event) => setSoundOn(event.target.checked)}
      />
      <div>
        <Button disabled={!on} onClick={() => playSound("message")}>
          {t("app.sound_try")}
        </Button>
      </div>
    </Section>
  );
}

/** Whether single letters act. */
export function KeysSection() {
  const t = useT();
  const on = useStore(singleKeys);
  return (
    <Section title={t("app.shortcuts")}>
      <Switch
        label={t("app.shortcut_letters")}
        hint={t("app.shortcut_letters_hint")}
        checked={on}
        onChange={(event) => setSingleKeys(event.target.checked)}
      />
      <div>
        <Button onClick={() => run("app.cheat_sheet")}>{t("app.show_shortcuts")}</Button>
      </div>
    </Section>
  );
}
