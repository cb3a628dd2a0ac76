import { useAutoSave } from "../../lib/auto-save";
import { fieldWords } from "../../lib/error-words";
import { type Language, languages, useT } from "../../lib/i18n";
import { Section } from "../../ui/page";
import { RadioGroup } from "../../ui/radio-group";
import { SaveGuard } from "../../ui/save-guard";
import { SaveState } from "../../ui/save-state";
import { TextField } from "../../ui/text-field";
import { ZoneField } from "../../ui/zone-field";
import { useBootstrap } from "../account/api";
import { updateSettings, updateWorkspace } from "./api";
import { inactivityBounds, isInactivity } from "./rules";

/** Name, zone and language of the workspace. Each saves itself. */
export function GeneralForm() {
  const t = useT();
  const { workspace } = useBootstrap().me;
  const name = useAutoSave({
    saved: workspace.name,
    save: (value) => updateWorkspace({ name: value.trim() }),
    valid: (value) => value.trim() !== "",
  });
  const zone = useAutoSave({ saved: workspace.time_zone, save: (time_zone) => updateWorkspace({ time_zone }) });
  const language = useAutoSave<Language>({
    saved: workspace.language,
    save: (code) => updateWorkspace({ language: code }),
  });
  const inactivity = useAutoSave({
    saved: String(workspace.settings.inactivity_minutes ?? ""),
    save: (minutes) => updateSettings({ inactivity_minutes: Number(minutes) }),
    valid: isInactivity,
  });
  const missing = name.value.trim() === "" ? t("errors.required") : undefined;
  return (
    <Section title={t("workspace.identity")}>
      <div className="relative">
        <TextField
          label={t("workspace.name")}
          hint={t("workspace.name_hint")}
          autoComplete="organization"
          value={name.value}
          error={missing ?? fieldWords(t, name.error).name}
          onChange={(event) => name.type(event.target.value)}
          onBlur={() => void name.flush()}
        />
        <SaveState of={name} />
      </div>
      <div className="relative">
        <ZoneField
          label={t("workspace.time_zone")}
          hint={t("workspace.time_zone_hint")}
          value={zone.value}
          onChange={(chosen) => chosen && zone.choose(chosen)}
        />
        <SaveState of={zone} />
      </div>
      <div className="relative">
        <RadioGroup
          inline
          label={t("workspace.language")}
          hint={t("workspace.language_hint")}
          value={language.value}
          onChange={language.choose}
          options={languages.map(({ code, name }) => ({ value: code, label: <span lang={code}>{name}</span> }))}
        />
        <SaveState of={language} />
      </div>
      <div className="relative">
        <TextField
          type="number"
          inputMode="numeric"
          min={inactivityBounds.least}
          max={inactivityBounds.most}
          className="max-w-96"
          label={t("workspace.inactivity")}
          hint={t("workspace.inactivity_hint")}
          end={t("workspace.minutes")}
          value={inactivity.value}
          error={
            isInactivity(inactivity.value)
              ? fieldWords(t, inactivity.error).inactivity_minutes
              : t("workspace.inactivity_bounds", inactivityBounds)
          }
          onChange={(event) => inactivity.type(event.target.value)}
          onBlur={() => void inactivity.flush()}
        />
        <SaveState of={inactivity} />
      </div>
      <SaveGuard fields={[name, zone, language, inactivity]} />
    </Section>
  );
}
