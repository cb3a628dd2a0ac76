import { type UseFormReturn, useWatch } from "react-hook-form";
import { beginAnew, useStoredForm } from "../../lib/form";
import { useT } from "../../lib/i18n";
import { useSaving } from "../../lib/saving";
import { toast } from "../../lib/toast";
import { Disclosure } from "../../ui/disclosure";
import { controlClasses, Field } from "../../ui/field";
import { Section } from "../../ui/page";
import { RadioGroup } from "../../ui/radio-group";
import { StoredForm } from "../../ui/stored-form";
import { useBootstrap } from "../account/api";
import { setWorkload, type Workload } from "./api";
import { Told } from "./example";
import { isLimit, limitBounds, limitsOf, modes, valuesOf, type WorkloadValues } from "./rules";

type Form = UseFormReturn<WorkloadValues>;

/** How many conversations an agent may handle at once. */
export function WorkloadForm({ limits }: { limits: Workload }) {
  const t = useT();
  const house = useBootstrap();
  const channels = house.channels.filter(({ state }) => state !== "disconnected");
  const members = house.members.filter(({ state }) => state !== "removed");
  const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id);
  const start = valuesOf(limits, ids(channels), ids(members));
  const form = useStoredForm<WorkloadValues>(start);
  const mode = useWatch({ control: form.control, name: "mode" });
  const all = useWatch({ control: form.control, name: "all" });
  const { isDirty, errors } = form.formState;
  const saving = useSaving(form, async (values) => {
    const asked = limitsOf(values, limits);
    await setWorkload(asked);
    beginAnew(form, valuesOf(asked, ids(channels), ids(members)));
    toast({ text: t("routing.saved_now") });
  });
  return (
    <StoredForm {...{ form, start, saving }} dirty={isDirty}>
      <Section title={t("routing.workload_label")} description={t("routing.workload_when")}>
        <RadioGroup
          hideLabel
          label={t("routing.workload_label")}
          value={mode}
          onChange={(chosen) => form.setValue("mode", chosen, { shouldDirty: true })}
          options={modes.map((value) => ({
            value,
            label: t(`routing.workload_${value}`),
            hint: t(`routing.workload_${value}_hint`),
          }))}
        />
        {mode === "all_channels" && (
          <Limit form={form} name="all" label={t("routing.workload_all")} error={errors.all?.message} />
        )}
        {mode === "per_channel" && <Limits form={form} part="channels" named={channels} />}
        {mode === "off" && <Told k="routing.workload_off_example" />}
        {mode === "all_channels" && isLimit(all) && (
          <Told k="routing.workload_example" values={{ count: Number(all) }} />
        )}
        {mode === "per_channel" && <Told k="routing.workload_channel_example" />}
        {mode !== "off" && <p className="text-13 text-muted">{t("routing.workload_full")}</p>}
        {mode !== "off" && (
          <Disclosure label={t("routing.workload_own")} open={errors.members !== undefined}>
            <p className="mb-3 text-13 text-muted">{t("routing.workload_own_hint")}</p>
            <Limits form={form} part="members" named={members} />
          </Disclosure>
        )}
      </Section>
    </StoredForm>
  );
}

interface LimitsProps {
  form: Form;
  part: "channels" | "members";
  named: readonly { id: string; name: string }[];
}

/** A limit for each of several; an empty one is none. */
function Limits({ form, part, named }: LimitsProps) {
  const t = useT();
  const { errors } = form.formState;
  const empty = t(part === "channels" ? "routing.no_limit" : "routing.workload_own_empty");
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {named.map(({ id, name }) => (
        <Limit
          key={id}
          form={form}
          name={`${part}.${id}`}
          label={name}
          empty={empty}
          error={errors[part]?.[id]?.message}
        />
      ))}
    </div>
  );
}

interface LimitProps {
  form: Form;
  name: "all" | `channels.${string}` | `members.${string}`;
  label: string;
  error: string | undefined;
  /** What it means to leave it empty; without it, that cannot be. */
  empty?: string;
}

function Limit({ form, name, label, error, empty }: LimitProps) {
  const t = useT();
  const registered = form.register(name, {
    validate: (text) =>
      (empty !== undefined && text.trim() === "") || isLimit(text) || t("routing.bounds", limitBounds),
  });
  // A field that may stay empty says in itself what that means.
  return (
    <Field label={label} error={error} className="max-w-96">
      {(wiring) => (
        <input
          {...registered}
          {...wiring}
          type="number"
          inputMode="numeric"
          min={limitBounds.least}
          max={limitBounds.most}
          aria-required={empty === undefined || undefined}
          placeholder={empty}
          className={controlClasses}
        />
      )}
    </Field>
  );
}
