import { useT } from "../../lib/i18n";
import { ColorField } from "../../ui/color-field";
import { ListField } from "../../ui/list-field";
import { RadioGroup } from "../../ui/radio-group";
import { Select } from "../../ui/select";
import { Switch } from "../../ui/switch";
import { TextArea } from "../../ui/text-area";
import { TextField } from "../../ui/text-field";
import type { ChannelField } from "./api";
import type { Bound } from "./channel-fields";
import { isOrigin, tidyOrigin } from "./rules";
import { fieldHint, fieldLabel, fieldLink, optionLabel } from "./words";

interface Props {
  /** Name of the channel's kind. */
  kind: string;
  field: ChannelField;
  bound: Bound;
  /** A secret that is there already. */
  filled: boolean;
  /** What is chosen elsewhere in the form. */
  chosen: readonly string[];
  error: string | undefined;
}

/** The id of a field's control, to bring somebody to it. */
export const fieldId = (name: string) => `channel-${name}`;

/** Choices up to this many stand side by side. */
const mostInView = 3;

/** The control for one field, by its type. A type that is newer than this app is asked for as a text. */
export function FieldControl({ kind, field, bound, filled, chosen, error }: Props) {
  const t = useT();
  const { value, onChange, onBlur, ref } = bound;
  const words = { label: fieldLabel(t, field.name, kind), hint: fieldHint(t, field.name, kind, chosen), error };
  const link = fieldLink(t, field.name, kind, chosen);
  switch (field.type) {
    case "switch":
      return <Switch {...words} checked={value === true} onChange={(event) => onChange(event.target.checked)} />;
    case "color":
      return <ColorField {...words} value={String(value)} onChange={onChange} />;
    case "choice":
      return <Choices field={field} bound={bound} words={words} />;
    case "origins":
      return <Origins field={field} bound={bound} words={words} />;
    case "long_text":
      return (
        <TextArea
          {...words}
          ref={ref}
          rows={2}
          optional={!field.required}
          maxLength={field.max}
          value={String(value)}
          onBlur={onBlur}
          onChange={onChange}
        />
      );
    default:
      return (
        <TextField
          {...words}
          {...(field.secret ? secret : {})}
          id={fieldId(field.name)}
          hint={(words.hint || filled) && <TextHint words={words.hint} filled={filled} link={link} />}
          ref={ref}
          optional={!field.required}
          maxLength={field.max}
          inputMode={field.pattern?.startsWith("^[0-9]") ? "numeric" : undefined}
          value={String(value)}
          onBlur={onBlur}
          onChange={onChange}
        />
      );
  }
}

/** A secret is hidden as one types, and no browser offers one's own password for it. */
const secret = { type: "password", autoComplete: "new-password", spellCheck: false } as const;

interface HintProps {
  words: string | undefined;
  filled: boolean;
  /** A page that helps. */
  link: string | undefined;
}

function TextHint({ words, filled, link }: HintProps) {
  const t = useT();
  return (
    <>
      {filled && <span className="font-medium text-ink">{t("channels.secret_filled")} </span>}
      {words}
      {link && (
        <>
          {" "}
          <a
            href={link}
            target="_blank"
            rel="noopener noreferrer"
            className="hit-area rounded-[2px] underline underline-offset-2 wrap-anywhere"
          >
            {link.replace(/^https:\/\//, "")}
          </a>
        </>
      )}
    </>
  );
}

interface PartProps {
  field: ChannelField;
  bound: Bound;
  words: { label: string; hint: string | undefined; error: string | undefined };
}

function Choices({ field, bound: { value, onChange, onBlur }, words }: PartProps) {
  const t = useT();
  const choose = (next: string) => {
    onChange(next);
    // Whoever chooses has been here, by whatever key or finger.
    onBlur();
  };
  const options = (field.options ?? []).map((option) => ({ value: option, label: optionLabel(t, field.name, option) }));
  if (options.length <= mostInView) {
    return <RadioGroup inline {...words} options={options} value={String(value)} onChange={choose} />;
  }
  return <Select {...words} options={options} value={String(value)} onChange={(event) => choose(event.target.value)} />;
}

function Origins({ field, bound: { value, onChange }, words }: PartProps) {
  const t = useT();
  return (
    <ListField
      {...words}
      optional={!field.required}
      values={Array.isArray(value) ? (value as string[]) : []}
      onChange={onChange}
      tidy={tidyOrigin}
      check={(text) => (isOrigin(text) ? undefined : t("errors.not_an_origin"))}
      placeholder={t("channels.origin_example")}
      most={field.max ?? 0}
    />
  );
}
