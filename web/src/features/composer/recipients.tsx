import { CircleAlert, X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { announce } from "../../lib/announce";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { isAddress, readAddresses, withAddresses } from "./mail-rules";

interface Props {
  label: string;
  /** Addresses; also what was typed and is none. */
  values: readonly string[];
  onChange: (values: string[]) => void;
  /** What to call an address whose owner is known. */
  nameOf: (address: string) => string;
  autoFocus?: boolean | undefined;
  /** Stands at the end of the line. */
  end?: ReactNode;
}

/** To whom a mail goes: addresses as chips, and a place to type or paste more. */
export function Recipients({ label, values, onChange, nameOf, autoFocus, end }: Props) {
  const t = useT();
  const id = useId();
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const add = (text: string) => {
    const more = readAddresses(text);
    if (more.length > 0) onChange(withAddresses(values, more));
    setTyped("");
  };
  const remove = (at: number) => {
    announce(t("ui.removed", { name: values[at] ?? "" }));
    onChange(values.filter((_, index) => index !== at));
    input.current?.focus();
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (typed.trim() !== "" && ends(event.key, typed)) {
      event.preventDefault();
      return add(typed);
    }
    if (event.key === "Backspace" && typed === "" && values.length > 0) remove(values.length - 1);
  };
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData("text");
    if (!/[,;\n@]/.test(text)) return;
    event.preventDefault();
    add(typed + text);
  };
  const wrong = values.some((one) => !isAddress(one));
  return (
    <div className="flex items-start gap-2 border-b border-ink/10 px-3 py-1">
      <label htmlFor={id} className="flex min-h-7 w-14 shrink-0 items-center text-13 text-muted coarse:min-h-11">
        {label}
      </label>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1">
        {values.map((value, at) => (
          <Recipient key={value} value={value} name={nameOf(value)} onRemove={() => remove(at)} />
        ))}
        <input
          ref={input}
          id={id}
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: it opens because somebody wants to write here.
          autoFocus={autoFocus}
          aria-invalid={wrong || undefined}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={press}
          onPaste={paste}
          onBlur={() => typed.trim() !== "" && add(typed)}
          className="min-h-7 min-w-16 flex-1 bg-transparent text-13 outline-none coarse:min-h-11 coarse:text-16"
        />
      </div>
      {end}
    </div>
  );
}

/** Whether a key ends an address. A space does once it is one: names have spaces, too. */
function ends(key: string, typed: string): boolean {
  return ["Enter", ",", ";"].includes(key) || (key === " " && isAddress(typed.trim()));
}

function Recipient({ value, name, onRemove }: { value: string; name: string; onRemove: () => void }) {
  const t = useT();
  const wrong = !isAddress(value);
  return (
    <span
      title={wrong ? t("mail.bad_address") : value}
      className={cx(
        "inline-flex max-w-full items-center rounded-chip border text-13",
        wrong ? "border-bad bg-bad-ground text-bad" : "border-line-strong bg-surface",
      )}
    >
      <span className="flex min-w-0 items-center gap-1 py-px ps-2">
        {wrong && <CircleAlert aria-hidden="true" size={13} className="shrink-0" />}
        <span className="truncate">{name || value}</span>
        {wrong && <span className="sr-only">{t("mail.bad_address")}</span>}
      </span>
      <button
        type="button"
        aria-label={t("ui.remove", { name: value })}
        onClick={onRemove}
        className="hit-area inline-flex size-6 shrink-0 items-center justify-center rounded-chip hover:bg-hover coarse:size-8"
      >
        <X size={13} />
      </button>
    </span>
  );
}
