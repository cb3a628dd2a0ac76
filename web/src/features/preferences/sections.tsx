import { setSingleKeys, singleKeys } from "../../commands/keys";
import { run } from "../../commands/registry";
import { chooseLanguage, languages, useLanguage, useT } from "../../lib/i18n";
import { playSound, setSoundOn, soundOn } from "../../lib/sound";
import { useStore } from "../../lib/store";
import { chooseTheme, type ThemeChoice, theme } from "../../lib/theme";
import { Button } from "../../ui/button";
import { Section } from "../../ui/page";
import { RadioGroup } from "../../ui/radio-group";
import { Switch } from "../../ui/switch";
import { themeLabels } from "./themes";

/** Language and theme. */
export function ViewSection() {
  const t = useT();
  const language = useLanguage();
  const chosen = useStore(theme);
  return (
    <Section title={t("app.view")}>
      <RadioGroup
        inline
        label={t("app.language")}
        value={language}
        onChange={(code) => void chooseLanguage(code)}
        options={languages.map(({ code, name }) => ({ value: code, label: <span lang={code}>{name}</span> }))}
      />
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
