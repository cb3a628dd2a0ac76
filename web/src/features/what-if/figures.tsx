import { useT } from "../../lib/i18n";
import type { Waits, WhatIf } from "./api";
import { useLength } from "./lengths";
import { share } from "./rules";

/** What happened and what would have been, figure by figure. */
export function Figures({ found }: { found: WhatIf }) {
  const t = useT();
  const rows = useRows(found);
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
            <td className="px-2 py-1.5 text-end text-muted tabular-nums">{before}</td>
            <td className="py-1.5 ps-2 text-end font-medium tabular-nums">{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Row = readonly [name: string, before: string | number, after: string | number];

function useRows({ happened, would, happened_peak, would_peak }: WhatIf): Row[] {
  const t = useT();
  const long = useLength();
  const length = (name: string, of: (waits: Waits) => number): Row => [name, long(of(happened)), long(of(would))];
  const within = (minutes: number, of: (waits: Waits) => number): Row => [
    t("whatif.within", { count: minutes }),
    t("whatif.percent", { percent: share(of(happened), happened.count) }),
    t("whatif.percent", { percent: share(of(would), would.count) }),
  ];
  return [
    length(t("whatif.median"), ({ median }) => median),
    length(t("whatif.p90"), ({ p90 }) => p90),
    length(t("whatif.longest"), ({ longest }) => longest),
    within(1, ({ within_1 }) => within_1),
    within(5, ({ within_5 }) => within_5),
    within(15, ({ within_15 }) => within_15),
    [t("whatif.waiting"), happened.waiting, would.waiting],
    [t("whatif.peak"), happened_peak, would_peak],
  ];
}
