import type { ReactNode } from "react";
import { type UseFormReturn, useWatch } from "react-hook-form";
import { cx } from "../../lib/cx";
import { beginAnew, useStoredForm } from "../../lib/form";
import { useT } from "../../lib/i18n";
import { useMedia, veryWideWindow } from "../../lib/media";
import { useSaving } from "../../lib/saving";
import { Section } from "../../ui/page";
import { SubmitBar } from "../../ui/save-bar";
import { StoredForm } from "../../ui/stored-form";
import { TextField } from "../../ui/text-field";
import type { ChannelInput, ChannelKind } from "./api";
import { ChannelFields } from "./channel-fields";
import { ChannelPreview } from "./channel-preview";
import { askedOf, configOf, groupsOf, sessionBounds, withoutSecrets } from "./rules";

interface Props {
  kind: ChannelKind;
  /** What is filled in at first, and again after each save. */
  start: ChannelInput;
  onSave: (input: ChannelInput) => Promise<void>;
  /** Names of the secrets that are there already. */
  filled?: readonly string[] | undefined;
  /** A new channel has one button to connect it; a known one has a bar once something is changed. */
  connecting?: boolean | undefined;
  /** Where the window is narrow, either the form or the preview is in view. */
  preview?: boolean | undefined;
  /** What the button of a new channel says. */
  submit?: string | undefined;
  /** Stands above the form. */
  head?: ReactNode;
  /** Stands below the form. */
  children?: ReactNode;
}

/** The form of a channel and beside it what customers will see, at every key. */
export function ChannelEditor({ head, children, ...props }: Props) {
  const { kind, start, preview = false } = props;
  const form = useStoredForm<ChannelInput>(start);
  const wide = useMedia(veryWideWindow);
  const shows = kind.caps.widget && (wide || preview);
  return (
    <div className={cx(kind.caps.widget && "xl:grid xl:grid-cols-[minmax(0,1fr)_420px] xl:items-start xl:gap-6")}>
      <div className={cx("flex flex-col gap-6", !wide && preview && "hidden")}>
        {head}
        <EditForm form={form} {...props} />
        {children}
      </div>
      {shows && <LivePreview form={form} kind={kind} />}
    </div>
  );
}

type FormProps = Omit<Props, "head" | "children" | "preview"> & { form: UseFormReturn<ChannelInput> };

function EditForm({ form, kind, start, onSave, filled = [], connecting = false, submit: words }: FormProps) {
  const t = useT();
  const { isDirty } = form.formState;
  const saving = useSaving(form, async (input) => {
    await onSave({ ...input, name: input.name.trim(), config: configOf(kind, input.config) });
    beginAnew(form, { ...input, config: withoutSecrets(kind, input.config) });
  });
  return (
    <StoredForm
      {...{ form, start, saving }}
      dirty={isDirty}
      bar={connecting ? <SubmitBar busy={saving.busy}>{words ?? t("channels.connect")}</SubmitBar> : undefined}
    >
      <Basics form={form} caps={kind.caps} />
      <ChannelFields form={form} kind={kind.kind} groups={groupsOf(kind, askedOf(kind, connecting))} filled={filled} />
    </StoredForm>
  );
}

/** What every channel has: a name, which customers may see, and the length of its sessions. */
function Basics({ form, caps }: { form: UseFormReturn<ChannelInput>; caps: ChannelKind["caps"] }) {
  const t = useT();
  const { errors } = form.formState;
  const { least, most } = sessionBounds;
  return (
    <Section title={t("channels.basics")}>
      <TextField
        label={t("channels.name")}
        hint={t(
          caps.widget ? "channels.name_hint" : caps.mail ? "channels.name_hint_mail" : "channels.name_hint_inside",
        )}
        {...form.register("name", { validate: (name) => name.trim() !== "" || t("errors.required") })}
        error={errors.name?.message}
      />
      <TextField
        type="number"
        inputMode="numeric"
        min={least}
        max={most}
        label={t("channels.session")}
        hint={t("channels.session_hint")}
        className="max-w-96"
        end={<span className="pe-2 text-13">{t("channels.hours")}</span>}
        {...form.register("session_hours", {
          valueAsNumber: true,
          validate: (hours) =>
            (Number.isInteger(hours) && hours >= least && hours <= most) ||
            t("channels.session_bounds", { least, most }),
        })}
        error={errors.session_hours?.message}
      />
    </Section>
  );
}

function LivePreview({ form, kind }: { form: UseFormReturn<ChannelInput>; kind: ChannelKind }) {
  const input = useWatch({ control: form.control }) as ChannelInput;
  return <ChannelPreview kind={kind} input={input} />;
}
