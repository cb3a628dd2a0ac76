import type { ComponentPropsWithRef } from "react";
import { cx } from "../lib/cx";
import { useT } from "../lib/i18n";
import { type Strength, shortest, strengthOf } from "../lib/password";
import { TextField } from "./text-field";

interface Props extends Omit<ComponentPropsWithRef<typeof TextField>, "type" | "label" | "value"> {
  label: string;
  /** What is typed so far; the field itself may be uncontrolled. */
  value: string;
  /** The person's name, email and phone, which must not be the password. */
  own?: readonly string[];
}

/** A password that is being chosen, with a word on how good it is. */
export function NewPassword({ value, own = [], hint, ...field }: Props) {
  const t = useT();
  return (
    <div className="flex flex-col gap-1.5">
      <TextField
        {...field}
        type="password"
        autoComplete="new-password"
        hint={hint ?? t("ui.password_hint", { count: shortest })}
      />
      <Meter strength={strengthOf(value, own)} shown={value !== ""} />
    </div>
  );
}

const marks: Record<Strength, { bars: number; look: string; text: string }> = {
  too_short: { bars: 1, look: "bg-bad", text: "text-muted" },
  too_long: { bars: 1, look: "bg-bad", text: "text-bad" },
  too_personal: { bars: 1, look: "bg-bad", text: "text-bad" },
  weak: { bars: 2, look: "bg-warn", text: "text-warn" },
  fair: { bars: 3, look: "bg-warn", text: "text-muted" },
  good: { bars: 3, look: "bg-ok", text: "text-ok" },
  strong: { bars: 4, look: "bg-ok", text: "text-ok" },
};

function Meter({ strength, shown }: { strength: Strength; shown: boolean }) {
  const t = useT();
  const { bars, look, text } = marks[strength];
  return (
    <div className="flex min-h-5 items-center gap-3">
      <span aria-hidden="true" className="flex w-28 shrink-0 gap-1">
        {[1, 2, 3, 4].map((bar) => (
          <span key={bar} className={cx("h-1 flex-1 rounded-chip", shown && bar <= bars ? look : "bg-line")} />
        ))}
      </span>
      <span aria-live="polite" className={cx("text-13", text)}>
        {shown && t(`ui.strength_${strength}`)}
      </span>
    </div>
  );
}
