import { useT } from "../../lib/i18n";
import { Banner } from "../../ui/banner";
import { Section } from "../../ui/page";
import { RadioGroup } from "../../ui/radio-group";
import { SigningSecret } from "../../ui/signing-secret";
import { Switch } from "../../ui/switch";
import { TextField } from "../../ui/text-field";
import { type Allocation, makeAllocationSecret, useAllocationSecret } from "./allocation-api";
import type { PartProps } from "./allocation-form";
import { AllocationTrialButton } from "./allocation-trial";
import { Told } from "./example";
import { fallbacks } from "./rules";

/** Whether a service of the company's own says who takes a conversation, and which. */
export function CustomAllocation(part: PartProps & { known: Allocation }) {
  const { form, values, start, onChange } = part;
  const t = useT();
  const on = values.custom_allocation;
  const { errors } = form.formState;
  // The two exclude each other: switching one on switches the other off, in view and before anything is saved.
  const turn = (on: boolean) =>
    onChange(on ? { custom_allocation: true, assignment_strategy: "open" } : { custom_allocation: false });
  return (
    <Section title={t("routing.custom")} description={t("routing.custom_when")}>
      <Switch
        label={t("routing.custom_on")}
        hint={t("routing.custom_on_hint")}
        error={errors.custom_allocation?.message}
        checked={on}
        onChange={(event) => turn(event.target.checked)}
      />
      {on && start.assignment_strategy !== "open" && <Banner kind="warn">{t("routing.custom_ends_automatic")}</Banner>}
      {on && <Service {...part} />}
      <Told k="routing.custom_example" />
      {on && <AllocationTrialButton url={values.custom_allocation_url} />}
    </Section>
  );
}

/** Where the service is, what it signs with, and what is done without it. */
function Service({ form, values, known, onChange }: PartProps & { known: Allocation }) {
  const t = useT();
  const { errors } = form.formState;
  return (
    <>
      <TextField
        type="url"
        inputMode="url"
        label={t("routing.custom_url")}
        hint={t("routing.custom_url_hint")}
        {...form.register("custom_allocation_url")}
        error={errors.custom_allocation_url?.message}
      />
      <SigningSecret
        made={useAllocationSecret()}
        known={known.secret}
        manages
        name={t("routing.custom")}
        none={t("routing.custom_secret_none")}
        onMake={makeAllocationSecret}
      />
      <RadioGroup
        label={t("routing.custom_fallback")}
        value={values.custom_allocation_fallback}
        onChange={(chosen) => onChange({ custom_allocation_fallback: chosen })}
        options={fallbacks.map((value) => ({
          value,
          label: t(value === "queue" ? "routing.custom_fallback_queue" : `routing.strategy_${value}`),
        }))}
      />
    </>
  );
}
