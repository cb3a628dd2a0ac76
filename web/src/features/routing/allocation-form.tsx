import { Link } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useWatch } from "react-hook-form";
import { beginAnew, useStoredForm } from "../../lib/form";
import { useT } from "../../lib/i18n";
import { useSaving } from "../../lib/saving";
import { toast } from "../../lib/toast";
import { Banner } from "../../ui/banner";
import { FormError } from "../../ui/form-error";
import { Section } from "../../ui/page";
import { RadioGroup } from "../../ui/radio-group";
import { SaveBar } from "../../ui/save-bar";
import { SigningSecret } from "../../ui/signing-secret";
import { Switch } from "../../ui/switch";
import { TextField } from "../../ui/text-field";
import { UnsavedGuard } from "../../ui/unsaved-guard";
import { useBootstrap } from "../account/api";
import { updateSettings } from "../workspace/api";
import { type Allocation, makeAllocationSecret, useAllocationSecret } from "./allocation-api";
import { AllocationTrialButton } from "./allocation-trial";
import { Told } from "./example";
import { strategyOf } from "./rules";

const fallbacks = ["queue", "min_workload", "round_robin"] as const;

interface Values {
  custom_allocation: boolean;
  custom_allocation_url: string;
  custom_allocation_fallback: (typeof fallbacks)[number];
}

/** Whether a service of the company's own says who takes a conversation, and which. */
export function AllocationForm({ known }: { known: Allocation }) {
  const t = useT();
  const house = useBootstrap();
  const { settings } = house.me.workspace;
  const start: Values = {
    custom_allocation: settings.custom_allocation === true,
    custom_allocation_url: `${settings.custom_allocation_url ?? ""}`,
    custom_allocation_fallback: fallbacks.find((one) => one === settings.custom_allocation_fallback) ?? "queue",
  };
  const form = useStoredForm<Values>(start);
  const values = useWatch({ control: form.control }) as Values;
  const { isDirty, errors } = form.formState;
  const { submit, busy, error, clear } = useSaving(form, async (asked) => {
    await updateSettings({ ...asked });
    beginAnew(form, asked);
    toast({ text: t("routing.saved_from_now") });
  });
  const discard = () => {
    clear();
    beginAnew(form, start);
  };
  const strategy = strategyOf(house);
  const send = (event: FormEvent) => {
    // The switch is no registered field: what it was refused for would stand for ever.
    form.clearErrors("custom_allocation");
    void submit(event);
  };
  return (
    <form className="flex flex-col gap-6" noValidate onSubmit={send}>
      <FormError error={error} />
      <Section title={t("routing.automatic")} description={t("routing.automatic_hint")}>
        <p>
          {t("routing.automatic_now", { strategy: t(`routing.strategy_${strategy}`) })}{" "}
          <Link to="/settings/assignment" className="underline">
            {t("routing.automatic_change")}
          </Link>
        </p>
      </Section>
      <Section title={t("routing.custom")} description={t("routing.custom_when")}>
        <Switch
          label={t("routing.custom_on")}
          hint={errors.custom_allocation?.message ?? t("routing.custom_on_hint")}
          checked={values.custom_allocation}
          onChange={(event) => form.setValue("custom_allocation", event.target.checked, { shouldDirty: true })}
        />
        {values.custom_allocation && strategy !== "open" && (
          <Banner kind="warn">{t("routing.custom_ends_automatic")}</Banner>
        )}
        <TextField
          type="url"
          inputMode="url"
          label={t("routing.custom_url")}
          hint={t("routing.custom_url_hint")}
          optional={!values.custom_allocation}
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
          onChange={(chosen) => form.setValue("custom_allocation_fallback", chosen, { shouldDirty: true })}
          options={fallbacks.map((value) => ({
            value,
            label: t(value === "queue" ? "routing.custom_fallback_queue" : `routing.strategy_${value}`),
          }))}
        />
        <Told k="routing.custom_example" />
        <AllocationTrialButton url={values.custom_allocation_url} />
      </Section>
      <SaveBar dirty={isDirty} busy={busy} onDiscard={discard} />
      <UnsavedGuard dirty={isDirty && !busy} />
    </form>
  );
}
