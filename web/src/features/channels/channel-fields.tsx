import { type ReactNode, useEffect, useRef } from "react";
import { Controller, type ControllerRenderProps, type UseFormReturn, useWatch } from "react-hook-form";
import { useT } from "../../lib/i18n";
import { Disclosure } from "../../ui/disclosure";
import { Section } from "../../ui/page";
import type { ChannelField, ChannelInput } from "./api";
import { FieldControl } from "./field-control";
import { chosenIn, type FieldGroup, faultOf, guessOf, isOwn, isShown, isSpare } from "./rules";
import { groupHint, groupTitle, patternText } from "./words";

type Form = UseFormReturn<ChannelInput>;

/** The parts of a channel's form, drawn from what its kind asks for. */
export function ChannelFields({ groups, ...rest }: Omit<Props, "all"> & { groups: readonly FieldGroup[] }) {
  const t = useT();
  const all = groups.flatMap(({ fields }) => fields);
  const config = useWatch({ control: rest.form.control, name: "config" });
  return groups
    .filter(({ fields }) => fields.some((field) => isShown(field, config)))
    .map((group) => {
      const fields = <Fields {...rest} fields={group.fields} all={all} />;
      if (isSpare(group)) {
        return (
          <Folded key={group.id} form={rest.form} group={group} open={isOwn(group, all, config)}>
            {fields}
          </Folded>
        );
      }
      return (
        <Section
          key={group.id}
          title={groupTitle(t, group.id)}
          description={isAsked(group, rest.kind) ? groupHint(t, group.id) : undefined}
        >
          {fields}
        </Section>
      );
    });
}

interface FoldedProps {
  form: Form;
  group: FieldGroup;
  open: boolean;
  children: ReactNode;
}

/** A part that is rarely needed. It opens by itself when something in it is wrong, and leads there. */
function Folded({ form, group, open, children }: FoldedProps) {
  const t = useT();
  const fold = useRef<HTMLDetailsElement>(null);
  const { errors, submitCount } = form.formState;
  const wrong = group.fields.some(({ name }) => errors.config?.[name]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: closed again, it opens anew at the next try.
  useEffect(() => {
    if (!wrong || !fold.current) return;
    fold.current.open = true;
    // What is folded away takes no focus: whoever is not led to another wrong field already is led to this one.
    if (document.activeElement?.matches("[aria-invalid]")) return;
    fold.current.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [wrong, submitCount]);
  const hint = groupHint(t, group.id);
  return (
    <Disclosure
      ref={fold}
      part
      open={open}
      label={
        <span className="min-w-0">
          <h2 className="text-16 font-semibold">{groupTitle(t, group.id)}</h2>
          {hint && <span className="mt-0.5 block font-normal text-muted">{hint}</span>}
        </span>
      }
    >
      <div className="flex flex-col gap-4">{children}</div>
    </Disclosure>
  );
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
