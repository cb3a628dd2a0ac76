import { useT } from "../../lib/i18n";
import type { WhatIf } from "./api";
import { useLength, useNaming } from "./lengths";
import type { Measure } from "./rules";

interface Props {
  found: WhatIf;
  measure: Measure;
  title: string;
}

/** The figures of the picture, for those who read rather than look. */
export function SeriesTable({ found, measure, title }: Props) {
  const t = useT();
  const long = useLength();
  const name = useNaming(found.step);
  const rows = found.series.filter(({ happened }) => happened.count > 0);
  return (
    <table className="w-full text-13">
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr className="border-b text-muted">
          <th scope="col" className="py-1 text-start font-medium">
            {t("whatif.when")}
          </th>
          <th scope="col" className="py-1 ps-2 text-end font-medium">
            {t("whatif.came")}
          </th>
          <th scope="col" className="py-1 ps-2 text-end font-medium">
            {t("whatif.happened")}
          </th>
          <th scope="col" className="py-1 ps-2 text-end font-medium">
            {t("whatif.would")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ at, happened, would }) => (
          <tr key={at} className="border-b last:border-b-0">
            <th scope="row" className="py-1 text-start font-normal">
              {name(at)}
            </th>
            <td className="py-1 ps-2 text-end tabular-nums">{happened.count}</td>
            <td className="py-1 ps-2 text-end tabular-nums">{long(happened[measure])}</td>
            <td className="py-1 ps-2 text-end tabular-nums">{long(would[measure])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
