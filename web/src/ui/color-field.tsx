import { type ReactNode, useState } from "react";
import { contrast, readColor } from "../lib/color";
import { cx } from "../lib/cx";
import { useT } from "../lib/i18n";
import { controlClasses, Field } from "./field";

interface Props {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Six digits, as `#0b6b62`. */
  value: string;
  /** Told only colours that can be read and that pass `readableOn`. */
  onChange: (color: string) => void;
  /** The colour of the text that will stand on it; contrasts below 4.5 are then refused with a reason. */
  readableOn?: string | undefined;
  className?: string | undefined;
}

/** A colour, by picker or by its digits. */
export function ColorField({ label, hint, error, value, onChange, readableOn, className }: Props) {
  const t = useT();
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const fault = typed === undefined ? undefined : faultOf(typed, readableOn);
  const take = (text: string) => {
    const color = readColor(text);
    const good = color !== undefined && !faultOf(text, readableOn);
    setTyped(good && text === color ? undefined : text);
    if (good) onChange(color);
  };
  return (
    <Field {...{ label, hint, className }} error={fault ? t(fault) : error}>
      {(wiring) => (
        <div className="flex items-center gap-2">
          <input
            type="color"
            aria-label={t("ui.color_picker", { label })}
            value={readColor(typed ?? value) ?? value}
            onChange={(event) => take(event.target.value)}
            className="target cursor-pointer rounded-control border border-line-strong bg-surface p-1"
          />
          <input
            {...wiring}
            value={typed ?? value}
            spellCheck={false}
            autoComplete="off"
            maxLength={7}
            onChange={(event) => take(event.target.value)}
            onBlur={() => !fault && setTyped(undefined)}
            className={cx(controlClasses, "max-w-32 font-mono")}
          />
        </div>
      )}
    </Field>
  );
}

function faultOf(text: string, readableOn: string | undefined) {
  const color = readColor(text);
  if (!color) return "ui.color_unreadable" as const;
  return readableOn && contrast(color, readableOn) < 4.5 ? ("ui.color_too_weak" as const) : undefined;
}
