import { useT } from "../../lib/i18n";
import { Banner } from "../../ui/banner";
import { Section } from "../../ui/page";
import type { Waits, WhatIf } from "./api";
import { useLength } from "./lengths";
import { Picture } from "./picture";
import { share } from "./rules";

/** How long customers waited beside how long they would have: in a sentence, as a picture and in figures. */
export function Answer({ found, more }: { found: WhatIf; more: number }) {
  const t = useT();
  const long = useLength();
  const { happened, would } = found;
  const before = long(happened.median);
  const after = long(would.median);
  const lead =
    more === 0
      ? t("whatif.lead_same")
      : t(more > 0 ? "whatif.lead_more" : "whatif.lead_fewer", { count: Math.abs(found.would_agents - found.agents) });
  return (
    <Section title={t("whatif.answer")} description={t("whatif.counted", { count: happened.count })}>
      <p className="text-16" aria-live="polite">
        {before === after ? t("whatif.same", { lead, after }) : t("whatif.changed", { lead, after, before })}
      </p>
      {found.agents === 0 && <Banner kind="warn">{t("whatif.nobody_known")}</Banner>}
      {found.guessed_until !== null && found.agents > 0 && <Banner>{t("whatif.guessed")}</Banner>}
      <Picture found={found} />
      <Figures happened={happened} would={would} />
      <p className="text-13 text-muted">
        {t("whatif.agents_counted", { were: found.agents, would: found.would_agents })}
      </p>
      <p className="text-13 text-muted">{t("whatif.how")}</p>
    </Section>
  );
}

function Figures({ happened, would }: { happened: Waits; would: Waits }) {
  const t = useT();
  const long = useLength();
  const percent = (some: number, all: number) => t("whatif.percent", { percent: share(some, all) });
  const rows = [
    [t("whatif.median"), long(happened.median), long(would.median)],
    [t("whatif.p90"), long(happened.p90), long(would.p90)],
    [t("whatif.longest"), long(happened.longest), long(would.longest)],
    [
      t("whatif.within", { count: 1 }),
      percent(happened.within_1, happened.count),
      percent(would.within_1, would.count),
    ],
    [
      t("whatif.within", { count: 5 }),
      percent(happened.within_5, happened.count),
      percent(would.within_5, would.count),
    ],
    [
      t("whatif.within", { count: 15 }),
      percent(happened.within_15, happened.count),
      percent(would.within_15, would.count),
    ],
    [t("whatif.waiting"), happened.waiting, would.waiting],
  ] as const;
  return (
    <table className="w-full text-start">
      <caption className="sr-only">{t("whatif.figures")}</caption>
      <thead>
        <tr className="border-b text-13 text-muted">
          <td />
          <th scope="col" className="px-2 py-1.5 text-end font-medium">
            {t("whatif.happened")}
          </th>
          <th scope="col" className="py-1.5 ps-2 text-end font-medium">
            {t("whatif.would")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, before, after]) => (
          <tr key={name} className="border-b last:border-b-0">
            <th scope="row" className="py-1.5 text-start font-normal">
              {name}
            </th>
            <td className="px-2 py-1.5 text-end tabular-nums">{before}</td>
            <td className="py-1.5 ps-2 text-end font-medium tabular-nums">{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
