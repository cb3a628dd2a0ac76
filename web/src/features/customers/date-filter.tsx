import { CalendarDays } from "lucide-react";
import { useState } from "react";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { Popover } from "../../ui/popover";
import { TextField } from "../../ui/text-field";
import { type Days, daysOf, presetOf, presets } from "./days";
import { useFilters, useToday } from "./use-filters";

/** Narrows to what was opened on some days of the workspace's calendar. */
export function DateFilter() {
  const t = useT();
  const [{ from, to }, set] = useFilters();
  const today = useToday();
  const preset = presetOf({ from, to }, today);
  const words = preset ? t(`customers.${preset}`) : [from ?? "…", to ?? "…"].join(" – ");
  const on = Boolean(from || to);
  return (
    <Popover
      label={t("customers.period")}
      trigger={(props) => (
        <Button {...props} icon={<CalendarDays size={16} />} className={on ? "border-brand! text-brand!" : ""}>
          {on ? words : t("customers.period")}
        </Button>
      )}
    >
      {(close) => (
        <div className="flex w-64 flex-col gap-3">
          <div className="flex flex-wrap gap-1.5">
            <Button
              size="small"
              aria-pressed={!on}
              onClick={() => {
                set({ from: undefined, to: undefined });
                close();
              }}
            >
              {t("customers.any_day")}
            </Button>
            {presets.map((one) => (
              <Button
                key={one}
                size="small"
                aria-pressed={one === preset}
                onClick={() => {
                  set(daysOf(one, today));
                  close();
                }}
              >
                {t(`customers.${one}`)}
              </Button>
            ))}
          </div>
          <OtherDays
            days={{ from, to }}
            today={today}
            onChange={(days) => {
              set({ from: days.from || undefined, to: days.to || undefined });
              close();
            }}
          />
        </div>
      )}
    </Popover>
  );
}

function OtherDays({ days, today, onChange }: { days: Days; today: string; onChange: (days: Days) => void }) {
  const t = useT();
  const [{ from = "", to = "" }, write] = useState(days);
  const wrong = Boolean(from && to && from > to);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) onChange({ from, to });
      }}
    >
      <TextField
        type="date"
        optional
        label={t("customers.from")}
        max={today}
        value={from}
        onChange={(event) => write({ from: event.target.value, to })}
      />
      <TextField
        type="date"
        optional
        label={t("customers.to")}
        max={today}
        value={to}
        error={wrong ? t("refusals.before_from") : undefined}
        onChange={(event) => write({ from, to: event.target.value })}
      />
      <Button type="submit" look="primary" size="small">
        {t("customers.apply")}
      </Button>
    </form>
  );
}
