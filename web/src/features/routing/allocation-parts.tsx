import { useState } from "react";
import { useT } from "../../lib/i18n";
import { Banner } from "../../ui/banner";
import { Section } from "../../ui/page";
import { RadioGroup } from "../../ui/radio-group";
import { Switch } from "../../ui/switch";
import type { PartProps } from "./allocation-form";
import { Told } from "./example";
import { agentRights, automatic } from "./rules";

/** What agents may do with conversations themselves. */
export function AgentRights({ values, onChange }: PartProps) {
  const t = useT();
  const nobody = !values.agent_can_takeover && !values.custom_allocation && values.assignment_strategy === "open";
  return (
    <Section title={t("workspace.agents")} description={t("routing.agents_when")}>
      <div className="flex flex-col gap-1">
        {agentRights.map((name) => (
          <Switch
            key={name}
            label={t(`workspace.switch_${name}`)}
            hint={t(`workspace.switch_${name}_hint`)}
            checked={values[name]}
            onChange={(event) => onChange({ [name]: event.target.checked })}
          />
        ))}
      </div>
      {nobody && <Banner kind="warn">{t("routing.nobody_takes")}</Banner>}
    </Section>
  );
}

/** Whether conversations are given out by themselves, and how. */
export function Automatic({ values, start, onChange }: PartProps) {
  const t = useT();
  const chosen = automatic.find((one) => one === values.assignment_strategy);
  const [usual, setUsual] = useState(chosen ?? automatic[0]);
  const choose = (strategy: (typeof automatic)[number]) => {
    setUsual(strategy);
    onChange({ assignment_strategy: strategy });
  };
  // The two exclude each other: switching one on switches the other off, in view and before anything is saved.
  const turn = (on: boolean) =>
    onChange(on ? { assignment_strategy: usual, custom_allocation: false } : { assignment_strategy: "open" });
  return (
    <Section title={t("routing.automatic")} description={t("routing.automatic_hint")}>
      <Switch
        label={t("routing.automatic_on")}
        hint={t("routing.automatic_on_hint")}
        checked={chosen !== undefined}
        onChange={(event) => turn(event.target.checked)}
      />
      {chosen && start.custom_allocation && <Banner kind="warn">{t("routing.custom_will_end")}</Banner>}
      {chosen && (
        <RadioGroup
          label={t("routing.strategy_label")}
          value={chosen}
          onChange={choose}
          options={automatic.map((value) => ({
            value,
            label: t(`routing.strategy_${value}`),
            hint: t(`routing.strategy_${value}_hint`),
          }))}
        />
      )}
      {(chosen || (values.agent_can_takeover && !values.custom_allocation)) && (
        <Told k={`routing.strategy_${values.assignment_strategy}_example`} />
      )}
    </Section>
  );
}
