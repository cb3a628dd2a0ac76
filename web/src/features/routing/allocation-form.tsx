import type { ReactNode } from "react";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { beginAnew, useStoredForm } from "../../lib/form";
import { useT } from "../../lib/i18n";
import { useSaving } from "../../lib/saving";
import { toast } from "../../lib/toast";
import { StoredForm } from "../../ui/stored-form";
import { useBootstrap } from "../account/api";
import { updateSettings } from "../workspace/api";
import type { Allocation } from "./allocation-api";
import { AgentRights, Automatic } from "./allocation-parts";
import { CustomAllocation } from "./allocation-service";
import { type AllocationValues, changedOf, valuesOfAllocation } from "./rules";

/**
 * What agents may do, whether conversations are given out by themselves, and the service that decides in their place.
 * What else belongs on the page stands above the line that saves.
 */
export function AllocationForm({ known, children }: { known: Allocation; children: ReactNode }) {
  const t = useT();
  const house = useBootstrap();
  const start = valuesOfAllocation(house);
  const form = useStoredForm<AllocationValues>(start);
  const { isDirty } = form.formState;
  const saving = useSaving(form, async (asked) => {
    await updateSettings(changedOf(start, asked));
    beginAnew(form, asked);
    toast({ text: t("routing.saved_now") });
  });
  return (
    <StoredForm
      {...{ form, start, saving }}
      dirty={isDirty}
      // The switch is no registered field: what it was refused for would stand for ever.
      onSubmit={() => form.clearErrors("custom_allocation")}
    >
      <Parts form={form} start={start} known={known} />
      {children}
    </StoredForm>
  );
}

/** What each part of the form is given. */
export interface PartProps {
  form: UseFormReturn<AllocationValues>;
  values: AllocationValues;
  /** What is stored. */
  start: AllocationValues;
  /** Takes changes over. */
  onChange: (changes: Partial<AllocationValues>) => void;
}

function Parts({ form, start, known }: Pick<PartProps, "form" | "start"> & { known: Allocation }) {
  const values = useWatch({ control: form.control }) as AllocationValues;
  const change = (changes: Partial<AllocationValues>) => {
    for (const [name, value] of Object.entries(changes)) {
      form.setValue(name as keyof AllocationValues, value, { shouldDirty: true });
    }
  };
  const part = { form, values, start, onChange: change };
  return (
    <>
      <AgentRights {...part} />
      <Automatic {...part} />
      <CustomAllocation {...part} known={known} />
    </>
  );
}
