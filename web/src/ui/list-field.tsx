import { Plus, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { announce } from "../lib/announce";
import { cx } from "../lib/cx";
import { useT } from "../lib/i18n";
import { Button } from "./button";
import { controlClasses, Field } from "./field";
import { IconButton } from "./icon-button";

interface Props {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean | undefined;
  values: readonly string[];
  onChange: (values: string[]) => void;
  /** Puts a typed text in order before it is added, as `HTTPS://a.ID/` → `https://a.id`. */
  tidy?: ((text: string) => string) | undefined;
  /** Why a text may not be added, in words; `undefined` if it may. */
  check?: ((text: string) => string | undefined) | undefined;
  placeholder?: string | undefined;
  /** Most entries; 0, the default, for no limit. */
  most?: number | undefined;
  className?: string | undefined;
}

/** A list of short texts, such as web addresses: type one, press Enter. Lists can be pasted. */
export function ListField(props: Props) {
  const {
    label,
    hint,
    error,
    optional,
    values,
    onChange,
    tidy = (text) => text,
    check,
    placeholder,
    most = 0,
    className,
  } = props;
  const t = useT();
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<string>();
  const input = useRef<HTMLInputElement>(null);

  const add = (text: string) => {
    const parts = text
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map((part) => tidy(part.trim()));
    const fresh = [...new Set(parts)].filter((part) => !values.includes(part));
    const wrong = fresh.map((part) => check?.(part)).find(Boolean);
    const full = most > 0 && values.length + fresh.length > most;
    setFault(wrong ?? (full ? t("ui.list_full", { count: most }) : undefined));
    if (wrong || full) return;
    setTyped("");
    if (fresh.length > 0) onChange([...values, ...fresh]);
  };
  const remove = (value: string) => {
    onChange(values.filter((one) => one !== value));
    announce(t("ui.removed", { name: value }));
    input.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    // Not the form's Enter, unless there is nothing to add.
    if (typed.trim()) event.preventDefault();
    add(typed);
  };
  return (
    <Field {...{ label, hint, optional, className }} error={fault ?? error}>
      {(wiring) => (
        <>
          <Entries values={values} onRemove={remove} />
          <div className="flex gap-2">
            <input
              {...wiring}
              ref={input}
              value={typed}
              placeholder={placeholder}
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={press}
              onBlur={() => typed.trim() && add(typed)}
              className={cx(controlClasses)}
            />
            <Button className="shrink-0" icon={<Plus size={16} />} onClick={() => add(typed)}>
              {t("common.add")}
            </Button>
          </div>
        </>
      )}
    </Field>
  );
}

function Entries({ values, onRemove }: { values: readonly string[]; onRemove: (value: string) => void }) {
  const t = useT();
  if (values.length === 0) return null;
  return (
    <ul className="divide-y divide-line rounded-control border border-line">
      {values.map((value) => (
        <li key={value} className="flex items-center justify-between gap-2 ps-3">
          <span className="min-w-0 break-all">{value}</span>
          <IconButton
            tip="none"
            label={t("ui.remove", { name: value })}
            icon={<X size={16} />}
            onClick={() => onRemove(value)}
          />
        </li>
      ))}
    </ul>
  );
}
