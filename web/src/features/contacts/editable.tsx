import { Check, Pencil, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { errorWords, fieldWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { controlClasses, FieldError } from "../../ui/field";
import { IconButton } from "../../ui/icon-button";

interface Props {
  label: string;
  /** The server's name of the field, to find what it says about it. */
  field: string;
  value: string;
  icon: ReactNode;
  type?: "text" | "tel" | "email";
  /** Says that nothing is known yet. */
  missing: string;
  onSave: (value: string) => Promise<unknown>;
}

/** A value that becomes a field when it is pressed. Enter saves, Esc leaves it as it was; a refused text stays. */
export function Editable(props: Props) {
  const { label, value, icon, missing } = props;
  const t = useT();
  const [editing, setEditing] = useState(false);
  const back = useRef<HTMLButtonElement>(null);
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => back.current?.focus());
  };
  if (editing) return <EditField {...props} onClose={close} />;
  return (
    <button
      ref={back}
      type="button"
      aria-label={t("contacts.change", { label: label.toLocaleLowerCase(), value: value || missing })}
      onClick={() => setEditing(true)}
      className="group target flex w-full items-center gap-2.5 rounded-control px-2 py-1 text-start hover:bg-hover"
    >
      <span className="inline-flex shrink-0 text-muted">{icon}</span>
      <span className={`min-w-0 flex-1 truncate ${value ? "" : "text-muted"}`} dir="auto">
        {value || missing}
      </span>
      <Pencil
        aria-hidden="true"
        size={14}
        className="shrink-0 text-muted hoverable:opacity-0 hoverable:group-hover:opacity-100 group-focus-visible:opacity-100"
      />
    </button>
  );
}

function EditField({ label, field, value, type = "text", onSave, onClose }: Props & { onClose: () => void }) {
  const t = useT();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => input.current?.select(), []);
  const save = async () => {
    if (text.trim() === value) return onClose();
    setBusy(true);
    setError("");
    try {
      await onSave(text.trim());
      onClose();
    } catch (refusal) {
      setBusy(false);
      setError(fieldWords(t, refusal)[field] ?? errorWords(t, refusal));
      input.current?.focus();
    }
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") void save();
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  };
  return (
    <div className="flex flex-col gap-1 px-1 py-0.5">
      <div className="flex items-center gap-0.5">
        <input
          ref={input}
          type={type}
          aria-label={label}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? id : undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={press}
          className={controlClasses}
        />
        <IconButton
          label={t("contacts.save")}
          tip="none"
          busy={busy}
          icon={<Check size={18} />}
          onClick={() => void save()}
        />
        <IconButton label={t("common.cancel")} tip="none" icon={<X size={18} />} onClick={onClose} />
      </div>
      <FieldError id={id} text={error || undefined} />
    </div>
  );
}
