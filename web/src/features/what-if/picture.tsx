import { useId } from "react";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { Disclosure } from "../../ui/disclosure";
import type { WhatIf } from "./api";
import { useLength } from "./lengths";

/** How wide a point of the picture is, and how high it is, in its own units. */
const pointWide = 12;
const high = 120;

/** The waiting times by hour or day: what happened hatched, what would have been filled. */
export function Picture({ found }: { found: WhatIf }) {
  const t = useT();
  const long = useLength();
  const hatch = useId();
  const top = Math.max(1, ...found.series.flatMap(({ happened, would }) => [happened.median, would.median]));
  const title = t(found.step === "day" ? "whatif.by_day" : "whatif.by_hour");
  const wide = found.series.length * pointWide;
  const first = found.series.at(0);
  const middle = found.series.at(Math.floor(found.series.length / 2));
  const last = found.series.at(-1);
  const name = useNaming(found.step);
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-13">
        <span className="font-medium">{title}</span>
        <span className="flex flex-wrap gap-x-4 text-muted">
          <Key fill={`url(#${hatch})`}>{t("whatif.happened")}</Key>
          <Key fill="currentColor">{t("whatif.would")}</Key>
        </span>
      </figcaption>
      <p className="text-12 text-muted">{t("whatif.top", { length: long(top) })}</p>
      <svg
        role="img"
        aria-label={t("whatif.picture", { title })}
        viewBox={`0 0 ${wide} ${high}`}
        preserveAspectRatio="none"
        className="h-40 w-full border-b text-brand"
      >
        <defs>
          <pattern id={hatch} width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="1.2" height="3" className="fill-muted" />
          </pattern>
        </defs>
        <line x1="0" x2={wide} y1="0.5" y2="0.5" className="stroke-line" vectorEffect="non-scaling-stroke" />
        {found.series.map(({ at, happened, would }, i) => (
          <g key={at}>
            <Bar x={i * pointWide + 1.5} part={happened.median / top} fill={`url(#${hatch})`} edge="stroke-muted" />
            <Bar x={i * pointWide + 6.5} part={would.median / top} fill="currentColor" edge="stroke-brand" />
          </g>
        ))}
      </svg>
      <div aria-hidden="true" className="flex justify-between text-12 text-muted">
        {first && <span>{name(first.at)}</span>}
        {found.series.length > 4 && middle && <span>{name(middle.at)}</span>}
        {last && last !== first && <span>{name(last.at)}</span>}
      </div>
      <Disclosure label={t("whatif.as_table")}>
        <Table found={found} title={title} />
      </Disclosure>
    </figure>
  );
}

/** Writes when a point was: its day, or its day and hour. */
function useNaming(step: WhatIf["step"]): (at: string) => string {
  const time = useTime();
  return (at) => {
    // Far from today a row's time is a date, never "yesterday".
    const day = time.row(at, Date.parse(at) + 30 * 86_400_000);
    return step === "day" ? day : `${day} ${time.clock(at)}`;
  };
}

function Bar({ x, part, fill, edge }: { x: number; part: number; fill: string; edge: string }) {
  const tall = part * (high - 2);
  if (tall === 0) return null;
  return (
    <rect
      x={x}
      y={high - tall}
      width="4"
      height={tall}
      fill={fill}
      className={edge}
      strokeWidth="1"
      vectorEffect="non-scaling-stroke"
    />
  );
}

function Key({ fill, children }: { fill: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg aria-hidden="true" width="12" height="12" viewBox="0 0 12 12" className="text-brand">
        <rect x="0.5" y="0.5" width="11" height="11" fill={fill} className="stroke-line-strong" />
      </svg>
      {children}
    </span>
  );
}

function Table({ found, title }: { found: WhatIf; title: string }) {
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
            <td className="py-1 ps-2 text-end tabular-nums">{long(happened.median)}</td>
            <td className="py-1 ps-2 text-end tabular-nums">{long(would.median)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
