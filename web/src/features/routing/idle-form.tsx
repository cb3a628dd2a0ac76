import { useWatch } from "react-hook-form";
import { beginAnew, useStoredForm } from "../../lib/form";
import { useT } from "../../lib/i18n";
import { useSaving } from "../../lib/saving";
import { toast } from "../../lib/toast";
import { Section } from "../../ui/page";
import { StoredForm } from "../../ui/stored-form";
import { Switch } from "../../ui/switch";
import { TextField } from "../../ui/text-field";
import { useBootstrap } from "../account/api";
import { updateSettings } from "../workspace/api";
import { Told } from "./example";
import { idleBounds, isWithin, strategyOf } from "./rules";

interface Values {
  idle_rule: boolean;
  idle_minutes: string;
}

/** After how long a conversation is taken from an agent who does not answer. */
export function IdleForm() {
  const t = useT();
  const house = useBootstrap();
  const { settings } = house.me.workspace;
  const start: Values = { idle_rule: settings.idle_rule === true, idle_minutes: `${settings.idle_minutes}` };
  const form = useStoredForm<Values>(start);
  const { idle_rule: on, idle_minutes: minutes } = useWatch({ control: form.control }) as Values;
  const { isDirty, errors } = form.formState;
  const saving = useSaving(form, async (values) => {
    const minutes = isWithin(values.idle_minutes, idleBounds) ? Number(values.idle_minutes) : undefined;
    await updateSettings({ idle_rule: values.idle_rule, ...(minutes !== undefined && { idle_minutes: minutes }) });
    beginAnew(form, { ...values, idle_minutes: `${minutes ?? settings.idle_minutes}` });
    toast({ text: t("routing.saved_now") });
  });
  return (
    <StoredForm {...{ form, start, saving }} dirty={isDirty}>
      <Section title={t("routing.idle_section")} description={t("routing.idle_when")}>
        <Switch
          label={t("routing.idle_on")}
          hint={t("routing.idle_on_hint")}
          checked={on}
          onChange={(event) => form.setValue("idle_rule", event.target.checked, { shouldDirty: true })}
        />
        {on && (
          <TextField
            type="number"
            inputMode="numeric"
            min={idleBounds.least}
            max={idleBounds.most}
            label={t("routing.idle_minutes")}
            hint={t("routing.idle_minutes_hint")}
            className="max-w-96"
            end={<span className="pe-2 text-13">{t("routing.minutes")}</span>}
            {...form.register("idle_minutes", {
              validate: (text) => isWithin(text, idleBounds) || t("routing.bounds", idleBounds),
            })}
            error={errors.idle_minutes?.message}
          />
        )}
        {isWithin(minutes, idleBounds) && <Told k="routing.idle_example" values={{ minutes: Number(minutes) }} />}
        <p className="text-13 text-muted">
          {t(strategyOf(house) === "open" ? "routing.idle_picks_open" : "routing.idle_picks")}
        </p>
      </Section>
    </StoredForm>
  );
}
