import { Eye, EyeOff } from "lucide-react";
import { type ComponentPropsWithRef, type ReactNode, useState } from "react";
import { cx } from "../lib/cx";
import { useT } from "../lib/i18n";
import { controlClasses, Field, type FieldProps } from "./field";
import { IconButton } from "./icon-button";

interface Props extends FieldProps, Omit<ComponentPropsWithRef<"input">, "type" | "prefix" | "children"> {
  /** Default `text`. `password` gets a button that shows what was typed. */
  type?: "text" | "email" | "password" | "tel" | "url" | "search" | "number" | "date" | "time" | undefined;
  /** An icon before the text. */
  icon?: ReactNode;
  /** Something after the text, such as a unit or a button. */
  end?: ReactNode;
}

/** One line of text. All attributes of `<input>` pass through, so react-hook-form's `register` can be spread on it. */
export function TextField({
  label,
  hint,
  error,
  optional,
  hideLabel,
  type = "text",
  icon,
  end,
  className,
  id,
  ...rest
}: Props) {
  const [revealed, setRevealed] = useState(false);
  const secret = type === "password";
  return (
    <Field {...{ label, hint, error, optional, hideLabel, className, id }}>
      {(wiring) => (
        <div className="relative flex items-center">
          {icon && <span className="pointer-events-none absolute start-2.5 inline-flex text-muted">{icon}</span>}
          <input
            {...rest}
            {...wiring}
            type={secret && revealed ? "text" : type}
            aria-required={!optional || undefined}
            className={cx(controlClasses, icon && "ps-9", (secret || end) && "pe-12")}
          />
          {secret && <Reveal revealed={revealed} onChange={setRevealed} />}
          {end && !secret && <span className="absolute end-2 inline-flex items-center text-muted">{end}</span>}
        </div>
      )}
    </Field>
  );
}

function Reveal({ revealed, onChange }: { revealed: boolean; onChange: (revealed: boolean) => void }) {
  const t = useT();
  return (
    <IconButton
      className="absolute end-0"
      tip="end"
      label={t(revealed ? "ui.hide_password" : "ui.show_password")}
      icon={revealed ? <EyeOff size={18} /> : <Eye size={18} />}
      onClick={() => onChange(!revealed)}
    />
  );
}
