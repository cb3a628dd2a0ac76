import { Minus, Plus, RotateCcw } from "lucide-react";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { Section } from "../../ui/page";
import { Segments } from "../../ui/segments";
import { Select } from "../../ui/select";
import { TextField } from "../../ui/text-field";
import { useBootstrap } from "../account/api";
import {
  type Asked,
  asItWas,
  faultOf,
  isChanged,
  moreMost,
  type Period,
  periods,
  type Replayed,
  replayed,
  withPeriod,
} from "./rules";

interface Props {
  asked: Asked;
  /** The strategy that counts unless another one is chosen. */
  usual: Replayed;
  today: string;
  onChange: (asked: Asked) => void;
}

const limits = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 100];

/** The id of the field of the limit, for whoever sets it from elsewhere. */
export const limitField = "what-if-limit";

/** What is to be supposed: of when, and what would have been different. */
export function Question({ asked, usual, today, onChange }: Props) {
  const t = useT();
  const period = asked.period ?? "7";
  const set = useLimitSet();
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
            onChange={(period: Period) => onChange(withPeriod(asked, period, today))}
            options={periods.map((value) => ({ value, label: t(`whatif.period_${value}`) }))}
          />
        </div>
      </div>
      {period === "custom" && <Days asked={asked} today={today} onChange={choose} />}
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-1">
        <Select
          label={t("whatif.strategy")}
          value={asked.strategy ?? usual}
          onChange={({ target }) => choose({ strategy: replayed.find((one) => one === target.value) })}
          options={replayed.map((value) => ({ value, label: t(`routing.strategy_${value}`) }))}
        />
        <Select
          id={limitField}
          label={t("whatif.limit")}
          value={asked.limit ?? ""}
          onChange={({ target }) => choose({ limit: target.value || undefined })}
          options={[
            { value: "", label: set },
            { value: "none", label: t("routing.no_limit") },
            ...all.map((value) => ({ value, label: t("whatif.limit_of", { count: Number(value) }) })),
          ]}
        />
      </div>
      <Agents value={asked.agents ?? 0} onChange={(agents) => choose({ agents: agents || undefined })} />
      {/* It stays when there is nothing to take back, so that whoever pressed it keeps their place. */}
      <Button
        className="self-start"
        icon={<RotateCcw aria-hidden="true" size={16} />}
        aria-disabled={!isChanged(asked, usual)}
        onClick={() => isChanged(asked, usual) && onChange(asItWas(asked))}
      >
        {t("whatif.reset")}
      </Button>
    </Section>
  );
}

/** The limits as they are set, in words. */
function useLimitSet(): string {
  const t = useT();
  const { workload_mode: mode, workload_all: all } = useBootstrap().me.workspace.settings;
  if (mode === "all_channels") return t("whatif.limit_set_all", { count: Number(all) });
  return t(mode === "per_channel" ? "whatif.limit_set_channels" : "whatif.limit_set_none");
}

function Days({ asked, today, onChange }: Pick<Props, "asked" | "today" | "onChange">) {
  const t = useT();
  const fault = faultOf(asked, today);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {(["from", "to"] as const).map((field) => (
        <TextField
          key={field}
          type="date"
          label={t(`whatif.${field}`)}
          max={today}
          value={asked[field] ?? ""}
          onChange={({ target }) => onChange({ [field]: target.value || undefined })}
          error={fault?.field === field ? t(fault.key) : undefined}
        />
      ))}
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
