import { useWatch } from "react-hook-form";
import { beginAnew, useStoredForm } from "../../lib/form";
import { useT } from "../../lib/i18n";
import { useSaving } from "../../lib/saving";
import { toast } from "../../lib/toast";
import { Banner } from "../../ui/banner";
import { Section } from "../../ui/page";
import { RadioGroup } from "../../ui/radio-group";
import { StoredForm } from "../../ui/stored-form";
import { useBootstrap, useMay } from "../account/api";
import { updateSettings } from "../workspace/api";
import { Told } from "./example";
import { type Strategy, strategies, strategyOf } from "./rules";

/** How conversations find their agents. */
export function StrategyForm() {
  const t = useT();
  const house = useBootstrap();
  const start = { strategy: strategyOf(house) };
  const form = useStoredForm<{ strategy: Strategy }>(start);
  const { strategy } = useWatch({ control: form.control }) as { strategy: Strategy };
  const { isDirty } = form.formState;
  const saving = useSaving(form, async (values) => {
    await updateSettings({ assignment_strategy: values.strategy });
    beginAnew(form, values);
    toast({ text: t("routing.saved_now") });
  });
  const { custom_allocation: custom, agent_can_takeover: taking } = house.me.workspace.settings;
  // A strategy that picks would switch custom allocation off.
  const held = !useMay("manage_allocation") && custom === true;
  return (
    <StoredForm {...{ form, start, saving }} dirty={isDirty}>
      {custom === true && (
        <Banner kind={strategy === "open" ? "told" : "warn"}>
          {t(strategy !== "open" ? "routing.custom_will_end" : held ? "routing.custom_held" : "routing.custom_decides")}
        </Banner>
      )}
      <Section title={t("routing.strategy_label")} description={t("routing.strategy_when")}>
        <RadioGroup
          hideLabel
          label={t("routing.strategy_label")}
          value={strategy}
          onChange={(chosen) => form.setValue("strategy", chosen, { shouldDirty: true })}
          options={strategies.map((value) => ({
            value,
            label: t(`routing.strategy_${value}`),
            hint: t(`routing.strategy_${value}_hint`),
            disabled: held && value !== "open",
          }))}
        />
        {strategy === "open" && custom !== true && taking === false ? (
          <Banner kind="warn">{t("routing.nobody_takes")}</Banner>
        ) : (
          <Told k={`routing.strategy_${strategy}_example`} />
        )}
      </Section>
    </StoredForm>
  );
}
