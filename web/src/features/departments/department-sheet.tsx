import { useId, useState } from "react";
import { Controller, type UseFormReturn, useForm } from "react-hook-form";
import { useT } from "../../lib/i18n";
import { useSaving } from "../../lib/saving";
import { toast } from "../../lib/toast";
import { Button } from "../../ui/button";
import { useClosing } from "../../ui/closing";
import { type ComboboxOption, MultiCombobox } from "../../ui/combobox";
import { Sheet } from "../../ui/dialog";
import { FormError } from "../../ui/form-error";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { useBootstrap } from "../account/api";
import { type Department, type DepartmentFields, present, saveDepartment } from "./api";
import { DivideQuestion } from "./divide-question";
import { freeChannels, leaders, servants, startOf } from "./rules";

/** The longest name. */
const nameMost = 60;

type Values = Required<DepartmentFields>;
type Form = UseFormReturn<Values>;

interface Props {
  /** Which one to change; absent to add one. */
  department?: Department | undefined;
  onClose: () => void;
}

/** Adding a department, or changing one. */
export function DepartmentSheet({ department, onClose }: Props) {
  const t = useT();
  const id = useId();
  const house = useBootstrap();
  const form = useForm<Values>({ defaultValues: startOf(house, department) });
  const [dividing, setDividing] = useState<Values>();
  const { isDirty } = form.formState;
  const first = !department && present(house).length === 0;
  const { submit, busy, error } = useSaving(form, async (values) => {
    // The first one changes what everybody sees, and cannot be taken back: that is asked.
    if (first && !dividing) return setDividing(values);
    setDividing(undefined);
    await saveDepartment(department?.id, { ...values, name: values.name.trim() });
    toast({ text: t("departments.saved", { name: values.name.trim() }) });
    onClose();
  });
  const { close, question } = useClosing({ dirty: isDirty, busy, onClose });
  return (
    <>
      <Sheet
        open
        onClose={close}
        title={department ? t("departments.edit_named", { name: department.name }) : t("departments.add")}
        footer={
          <>
            <Button disabled={busy} onClick={close}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" form={id} look="primary" busy={busy}>
              {t(department ? "common.save" : "departments.add")}
            </Button>
          </>
        }
      >
        <form id={id} className="flex flex-col gap-4" noValidate onSubmit={(event) => void submit(event)}>
          <FormError error={error} />
          <Fields form={form} department={department} />
        </form>
      </Sheet>
      {dividing && (
        <DivideQuestion values={dividing} onClose={() => setDividing(undefined)} onConfirm={() => void submit()} />
      )}
      {question}
    </>
  );
}

function Fields({ form, department }: { form: Form; department: Department | undefined }) {
  const t = useT();
  const house = useBootstrap();
  const { errors } = form.formState;
  const options = (all: readonly { id: string; name: string }[]): ComboboxOption[] =>
    all.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <TextField
        label={t("departments.name")}
        autoComplete="off"
        maxLength={nameMost}
        {...form.register("name", { validate: (name) => name.trim() !== "" || t("errors.required") })}
        error={errors.name?.message}
      />
      <Select
        label={t("departments.supervisor")}
        hint={t("departments.supervisor_hint")}
        placeholder={t("departments.choose")}
        options={options(leaders(house)).map(({ value, label }) => ({ value, label }))}
        {...form.register("supervisor_id", { validate: (id) => id !== "" || t("errors.required") })}
        error={errors.supervisor_id?.message}
      />
      <Several
        form={form}
        name="member_ids"
        label={t("departments.members")}
        hint={t("departments.members_hint")}
        options={options(servants(house))}
        error={errors.member_ids?.message}
      />
      <Several
        form={form}
        name="channel_ids"
        label={t("departments.channels")}
        hint={t("departments.channels_hint")}
        options={options(freeChannels(house, department))}
        error={errors.channel_ids?.message}
      />
    </>
  );
}

interface SeveralProps {
  form: Form;
  name: "member_ids" | "channel_ids";
  label: string;
  hint: string;
  options: readonly ComboboxOption[];
  error: string | undefined;
}

function Several({ form, name, label, hint, options, error }: SeveralProps) {
  return (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        <MultiCombobox
          optional
          label={label}
          hint={hint}
          error={error}
          options={options}
          value={options.filter(({ value }) => field.value.includes(value))}
          onChange={(chosen) => field.onChange(chosen.map(({ value }) => value))}
        />
      )}
    />
  );
}
