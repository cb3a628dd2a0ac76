import { useAutoSave } from "../../lib/auto-save";
import { useT } from "../../lib/i18n";
import { Example } from "../../ui/example";
import { Section } from "../../ui/page";
import { RadioGroup } from "../../ui/radio-group";
import { SaveGuard } from "../../ui/save-guard";
import { SaveState } from "../../ui/save-state";
import { useBootstrap } from "../account/api";
import { updateSettings } from "../workspace/api";
import { bystander, scopeOf, scopes } from "./rules";

/** What supervisors see of a workspace that is divided. It saves itself. */
export function ScopeChoice() {
  const t = useT();
  const house = useBootstrap();
  const scope = useAutoSave({
    saved: scopeOf(house),
    save: (supervisor_scope) => updateSettings({ supervisor_scope }),
  });
  const example = bystander(house);
  return (
    <Section title={t("departments.scope")} description={t("departments.scope_when")}>
      <div className="relative">
        <RadioGroup
          hideLabel
          label={t("departments.scope")}
          value={scope.value}
          onChange={scope.choose}
          options={scopes.map((value) => ({
            value,
            label: t(`departments.scope_${value}`),
            hint: t(`departments.scope_${value}_hint`),
          }))}
        />
        <SaveState of={scope} />
      </div>
      {example && (
        <Example label={t("routing.example")}>{t(`departments.scope_${scope.value}_example`, example)}</Example>
      )}
      <SaveGuard fields={[scope]} />
    </Section>
  );
}
