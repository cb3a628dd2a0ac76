import { useAutoSave } from "../../lib/auto-save";
import { useT } from "../../lib/i18n";
import { Section } from "../../ui/page";
import { SaveGuard } from "../../ui/save-guard";
import { SaveState } from "../../ui/save-state";
import { Switch } from "../../ui/switch";
import { useBootstrap } from "../account/api";
import { updateSettings } from "./api";

/** What can be switched; each has a text and a sentence. */
type Switchable = "agents_can_connect_channels";

/** What agents may do, as far as it belongs to a page. */
export function AgentSwitches({ switches }: { switches: readonly Switchable[] }) {
  const t = useT();
  return (
    <Section title={t("workspace.agents")} description={t("workspace.agents_hint")}>
      <div className="flex flex-col gap-1">
        {switches.map((name) => (
          <OneSwitch key={name} name={name} />
        ))}
      </div>
    </Section>
  );
}

function OneSwitch({ name }: { name: Switchable }) {
  const t = useT();
  const { settings } = useBootstrap().me.workspace;
  const saving = useAutoSave({ saved: settings[name] === true, save: (on) => updateSettings({ [name]: on }) });
  return (
    <div className="relative">
      <Switch
        label={t(`workspace.switch_${name}`)}
        hint={t(`workspace.switch_${name}_hint`)}
        checked={saving.value}
        onChange={(event) => saving.choose(event.target.checked)}
      />
      <SaveState of={saving} />
      <SaveGuard fields={[saving]} />
    </div>
  );
}
