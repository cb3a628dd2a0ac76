import { Controller, type ControllerRenderProps, type UseFormReturn, useWatch } from "react-hook-form";
import { useT } from "../../lib/i18n";
import { Section } from "../../ui/page";
import type { ChannelField, ChannelInput } from "./api";
import { FieldControl } from "./field-control";
import { type FieldGroup, isShown } from "./rules";
import { groupHint, groupTitle } from "./words";

type Form = UseFormReturn<ChannelInput>;

/** The parts of a channel's form, drawn from what its kind asks for. */
export function ChannelFields({ form, groups }: { form: Form; groups: readonly FieldGroup[] }) {
  const t = useT();
  return groups.map((group) => (
    <Section key={group.id} title={groupTitle(t, group.id)} description={groupHint(t, group.id)}>
      <Fields form={form} fields={group.fields} />
    </Section>
  ));
}

function Fields({ form, fields }: { form: Form; fields: readonly ChannelField[] }) {
  const config = useWatch({ control: form.control, name: "config" });
  return fields
    .filter((field) => isShown(field, config))
    .map((field) => (
      <div key={field.name} className={field.when ? "border-s-2 ps-4" : undefined}>
        <OneField form={form} field={field} />
      </div>
    ));
}

function OneField({ form, field }: { form: Form; field: ChannelField }) {
  const t = useT();
  const validate = (value: unknown) =>
    !field.required || typeof value !== "string" || value.trim() !== "" || t("errors.required");
  return (
    <Controller
      control={form.control}
      name={`config.${field.name}`}
      rules={{ validate }}
      render={({ field: bound, fieldState }) => (
        <FieldControl field={field} bound={bound as Bound} error={fieldState.error?.message} />
      )}
    />
  );
}

/** What react-hook-form gives to a control. */
export type Bound = ControllerRenderProps<ChannelInput, `config.${string}`>;
