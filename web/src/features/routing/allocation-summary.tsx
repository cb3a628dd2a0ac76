import { useT } from "../../lib/i18n";
import { Section } from "../../ui/page";
import { useBootstrap } from "../account/api";
import { agentRights, valuesOfAllocation } from "./rules";

/** What is set, for those who may look at it and not change it. */
export function AllocationSummary() {
  const t = useT();
  const values = valuesOfAllocation(useBootstrap());
  const word = (on: boolean) => t(on ? "routing.is_on" : "routing.is_off");
  const rows = [
    ...agentRights.map((name) => [t(`routing.summary_${name}`), word(values[name])] as const),
    [t("routing.automatic"), t(`routing.strategy_${values.assignment_strategy}`)] as const,
    [t("routing.custom"), word(values.custom_allocation)] as const,
  ];
  return (
    <Section title={t("routing.summary")} description={t("routing.summary_hint")}>
      <dl className="flex flex-col">
        {rows.map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4 border-b py-2 first:pt-0 last:border-b-0 last:pb-0">
            <dt>{name}</dt>
            <dd className="shrink-0 font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
