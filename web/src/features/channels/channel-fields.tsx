import { useEffect } from "react";
import { Controller, type ControllerRenderProps, type UseFormReturn, useWatch } from "react-hook-form";
import { useT } from "../../lib/i18n";
import { Section } from "../../ui/page";
import type { ChannelField, ChannelInput } from "./api";
import { FieldControl } from "./field-control";
import { chosenIn, type FieldGroup, faultOf, guessOf, isShown } from "./rules";
import { groupHint, groupTitle, patternText } from "./words";

type Form = UseFormReturn<ChannelInput>;

/** The parts of a channel's form, drawn from what its kind asks for. */
export function ChannelFields({ groups, ...rest }: Omit<Props, "all"> & { groups: readonly FieldGroup[] }) {
  const t = useT();
  const all = groups.flatMap(({ fields }) => fields);
  return groups.map((group) => (
    <Section
      key={group.id}
      title={groupTitle(t, group.id)}
      description={isAsked(group, rest.kind) ? groupHint(t, group.id) : undefined}
    >
      <Fields {...rest} fields={group.fields} all={all} />
    </Section>
  ));
}

/** Whether a part asks for what its hint is about: the account's has nothing left of it after logging in. */
const isAsked = ({ id, fields }: FieldGroup, kind: string) => id !== kind || fields.some(({ required }) => required);

interface Props {
  form: Form;
  kind: string;
  /** Names of the secrets that are there already. */
  filled: readonly string[];
  /** All fields of the form. */
  all: readonly ChannelField[];
}

function Fields({ form, kind, fields, filled, all }: Props & { fields: readonly ChannelField[] }) {
  const config = useWatch({ control: form.control, name: "config" });
  const chosen = chosenIn(all, config);
  useGuesses(form, fields, config);
  return fields
    .filter((field) => isShown(field, config))
    .map((field) => (
      <div key={field.name} className={field.when ? "border-s-2 ps-4" : undefined}>
        <OneField form={form} kind={kind} field={field} filled={filled.includes(field.name)} chosen={chosen} />
      </div>
    ));
}

/** Chooses what most likely fits to what was typed elsewhere, as long as nobody has chosen. */
function useGuesses(form: Form, fields: readonly ChannelField[], config: Record<string, unknown>): void {
  const { dirtyFields, touchedFields } = form.formState;
  const guesses = fields.map((field) => guessOf(field, config) ?? "").join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another guess is a reason to choose anew.
  useEffect(() => {
    for (const field of fields) {
      const guess = guessOf(field, config);
      const typed = dirtyFields.config?.[field.guess?.field ?? ""];
      if (guess && typed && !touchedFields.config?.[field.name]) form.setValue(`config.${field.name}`, guess);
    }
  }, [guesses]);
}

interface OneProps extends Omit<Props, "filled" | "all"> {
  field: ChannelField;
  filled: boolean;
  chosen: readonly string[];
}

function OneField({ form, kind, field, filled, chosen }: OneProps) {
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
          chosen={chosen}
          error={fieldState.error?.message}
        />
      )}
    />
  );
}

/** What react-hook-form gives to a control. */
export type Bound = ControllerRenderProps<ChannelInput, `config.${string}`>;
