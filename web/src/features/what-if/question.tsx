import { Minus, Plus } from "lucide-react";
import { useT } from "../../lib/i18n";
import { IconButton } from "../../ui/icon-button";
import { Section } from "../../ui/page";
import { Segments } from "../../ui/segments";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { type Asked, daysOf, moreMost, periods, type Replayed, replayed } from "./rules";

interface Props {
  asked: Asked;
  /** The strategy that counts unless another one is chosen. */
  usual: Replayed;
  today: string;
  onChange: (asked: Asked) => void;
}

const limits = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 100];

/** What is to be supposed: of when, and what would have been different. */
export function Question({ asked, usual, today, onChange }: Props) {
  const t = useT();
  const period = asked.period ?? "7";
  const choose = (more: Asked) => onChange({ ...asked, ...more });
  const known = limits.map(String);
  const all = asked.limit && asked.limit !== "none" && !known.includes(asked.limit) ? [asked.limit, ...known] : known;
  return (
    <Section title={t("whatif.question")} description={t("whatif.question_hint")}>
      <div className="flex flex-col gap-1">
        <span className="text-13 font-medium">{t("whatif.period")}</span>
        <div>
          <Segments
            label={t("whatif.period")}
            value={period}
            onChange={(period) => choose({ period })}
            options={periods.map((value) => ({ value, label: t(`whatif.period_${value}`) }))}
          />
        </div>
      </div>
      {period === "custom" && <Days asked={asked} today={today} onChange={choose} />}
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={t("whatif.strategy")}
          value={asked.strategy ?? usual}
          onChange={({ target }) => choose({ strategy: replayed.find((one) => one === target.value) })}
          options={replayed.map((value) => ({ value, label: t(`routing.strategy_${value}`) }))}
        />
        <Select
          label={t("whatif.limit")}
          value={asked.limit ?? ""}
          onChange={({ target }) => choose({ limit: target.value || undefined })}
          options={[
            { value: "", label: t("whatif.limit_set") },
            { value: "none", label: t("routing.no_limit") },
            ...all.map((value) => ({ value, label: t("whatif.limit_of", { count: Number(value) }) })),
          ]}
        />
      </div>
      <Agents value={asked.agents ?? 0} onChange={(agents) => choose({ agents: agents || undefined })} />
    </Section>
  );
}

function Days({ asked, today, onChange }: Pick<Props, "asked" | "today" | "onChange">) {
  const t = useT();
  const wrong = asked.from && asked.to && !daysOf(asked, today) ? t("whatif.days_wrong") : undefined;
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        type="date"
        label={t("whatif.from")}
        max={today}
        value={asked.from ?? ""}
        onChange={({ target }) => onChange({ from: target.value || undefined })}
        error={wrong}
      />
      <TextField
        type="date"
        label={t("whatif.to")}
        max={today}
        value={asked.to ?? ""}
        onChange={({ target }) => onChange({ to: target.value || undefined })}
      />
    </div>
  );
}

/** More or fewer agents, one at a time. */
function Agents({ value, onChange }: { value: number; onChange: (value: number) => void }) {
  const t = useT();
  const words =
    value === 0
      ? t("whatif.agents_same")
      : t(value > 0 ? "whatif.agents_more" : "whatif.agents_fewer", { count: Math.abs(value) });
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="text-13 font-medium">{t("whatif.agents")}</legend>
      <div className="mt-1 flex items-center gap-3">
        <IconButton
          label={t("whatif.one_fewer")}
          icon={<Minus aria-hidden="true" size={18} />}
          aria-disabled={value <= -moreMost}
          onClick={() => onChange(Math.max(-moreMost, value - 1))}
          className="border"
        />
        <output aria-live="polite" className="min-w-36 text-center font-medium">
          {words}
        </output>
        <IconButton
          label={t("whatif.one_more")}
          icon={<Plus aria-hidden="true" size={18} />}
          aria-disabled={value >= moreMost}
          onClick={() => onChange(Math.min(moreMost, value + 1))}
          className="border"
        />
      </div>
    </fieldset>
  );
}
