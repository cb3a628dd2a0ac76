import { Controller, type ControllerRenderProps, type UseFormReturn, useWatch } from "react-hook-form";
import { useT } from "../../lib/i18n";
import { Section } from "../../ui/page";
import type { ChannelField, ChannelInput } from "./api";
import { FieldControl } from "./field-control";
import { type FieldGroup, faultOf, isShown } from "./rules";
import { groupHint, groupTitle, patternText } from "./words";

type Form = UseFormReturn<ChannelInput>;

/** The parts of a channel's form, drawn from what its kind asks for. */
export function ChannelFields({ groups, ...rest }: Props & { groups: readonly FieldGroup[] }) {
  const t = useT();
  return groups.map((group) => (
    <Section key={group.id} title={groupTitle(t, group.id)} description={groupHint(t, group.id)}>
      <Fields {...rest} fields={group.fields} />
    </Section>
  ));
}

interface Props {
  form: Form;
  kind: string;
  /** Names of the secrets that are there already. */
  filled: readonly string[];
}

function Fields({ form, kind, fields, filled }: Props & { fields: readonly ChannelField[] }) {
  const config = useWatch({ control: form.control, name: "config" });
  return fields
    .filter((field) => isShown(field, config))
    .map((field) => (
      <div key={field.name} className={field.when ? "border-s-2 ps-4" : undefined}>
        <OneField form={form} kind={kind} field={field} filled={filled.includes(field.name)} />
      </div>
    ));
}

function OneField({ form, kind, field, filled }: Omit<Props, "filled"> & { field: ChannelField; filled: boolean }) {
  const t = useT();
  const validate = (value: unknown) => {
    const fault = faultOf(field, value, filled);
    if (fault === undefined) return true;
    return fault === "required" ? t("errors.required") : patternText(t, field.name);
  };
  return (
    <Controller
      control={form.control}
      name={`config.${field.name}`}
      rules={{ validate }}
      render={({ field: bound, fieldState }) => (
        <FieldControl
          kind={kind}
          field={field}
          bound={bound as Bound}
          filled={filled}
          error={fieldState.error?.message}
        />
      )}
    />
  );
}

/** What react-hook-form gives to a control. */
export type Bound = ControllerRenderProps<ChannelInput, `config.${string}`>;
