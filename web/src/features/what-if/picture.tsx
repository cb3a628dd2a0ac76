import { type PointerEvent, useState } from "react";
import { useT } from "../../lib/i18n";
import { useMedia, wideWindow } from "../../lib/media";
import { Disclosure } from "../../ui/disclosure";
import { Segments } from "../../ui/segments";
import type { WhatIf } from "./api";
import { Columns, happenedLook, wouldLook } from "./columns";
import { useLength, useNaming } from "./lengths";
import { type Measure, measures, worstOf } from "./rules";
import { linesUpTo, namedOf, pointAt } from "./scale";
import { SeriesTable } from "./series-table";

interface Props {
  found: WhatIf;
  /** What of the waiting times is shown. */
  measure: Measure;
  onMeasure: (measure: Measure) => void;
}

/** The waiting times by hour or day: what happened as a broad hatched column, what would have been as a narrow full one in front. */
export function Picture({ found, measure, onMeasure }: Props) {
  const t = useT();
  const title = t(found.step === "day" ? "whatif.by_day" : "whatif.by_hour");
  return (
    <figure className="flex flex-col gap-3">
      <figcaption className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <span className="font-medium">{title}</span>
        <Segments
          label={t("whatif.measure")}
          value={measure}
          onChange={onMeasure}
          options={measures.map((value) => ({ value, label: t(`whatif.measure_${value}`) }))}
        />
      </figcaption>
      <p aria-hidden="true" className="flex flex-wrap gap-x-5 gap-y-1 text-13 text-muted">
        <Key look={happenedLook}>{t("whatif.happened")}</Key>
        <Key look={wouldLook}>{t("whatif.would")}</Key>
      </p>
      <Plot key={`${found.from}${found.to}`} found={found} measure={measure} title={title} />
      <Disclosure label={t("whatif.as_table")}>
        <SeriesTable found={found} measure={measure} title={`${title}: ${t(`whatif.measure_${measure}`)}`} />
      </Disclosure>
    </figure>
  );
}

function Key({ look, children }: { look: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span className="inline-flex h-3.5 w-4 items-end justify-center">
        <span className={`${look} h-full`} />
      </span>
      {children}
    </span>
  );
}

interface PlotProps {
  found: WhatIf;
  measure: Measure;
  title: string;
}

/** The picture itself. One point is read out below it: by pointing at it, or with the arrow keys. */
function Plot({ found: { series, step }, measure, title }: PlotProps) {
  const t = useT();
  const long = useLength();
  const name = useNaming(step);
  const [chosen, setChosen] = useState(() => worstOf(series));
  const read = Math.min(chosen, series.length - 1);
  const lines = linesUpTo(Math.max(1, ...series.flatMap(({ happened, would }) => [happened[measure], would[measure]])));
  const top = lines.at(-1) ?? 1;
  const point = series[read];
  const words = point
    ? point.happened.count === 0
      ? t("whatif.point_empty", { when: name(point.at) })
      : t("whatif.point", {
          when: name(point.at),
          count: point.happened.count,
          happened: long(point.happened[measure]),
          would: long(point.would[measure]),
        })
    : "";
  const aim = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    setChosen(pointAt((event.clientX - left) / width, series.length));
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="flex gap-2">
        <div aria-hidden="true" className="relative my-2 w-14 shrink-0 text-12 text-muted tabular-nums">
          {lines.map((line) => (
            <span
              key={line}
              className="absolute end-0 -translate-y-1/2 whitespace-nowrap"
              style={{ bottom: "auto", top: `${100 - (line / top) * 100}%` }}
            >
              {line === 0 ? "0" : long(line)}
            </span>
          ))}
        </div>
        <div
          className="relative my-2 h-44 min-w-0 flex-1 touch-pan-y rounded-[2px] has-focus-visible:outline-2 has-focus-visible:outline-offset-4 has-focus-visible:outline-brand"
          onPointerDown={aim}
          onPointerMove={aim}
        >
          {lines.map((line) => (
            <span
              key={line}
              className={`absolute inset-x-0 border-t ${line === 0 ? "border-line-strong" : ""}`}
              style={{ top: `${100 - (line / top) * 100}%` }}
            />
          ))}
          <Columns series={series} measure={measure} top={top} read={read} />
          <input
            type="range"
            min={0}
            max={series.length - 1}
            value={read}
            onChange={({ target }) => setChosen(Number(target.value))}
            aria-label={t("whatif.picture", { title })}
            aria-valuetext={words}
            className="pointer-events-none absolute inset-0 size-full opacity-0"
          />
        </div>
      </div>
      <Names series={series} step={step} />
      <p aria-hidden="true" className="min-h-10 text-13 sm:min-h-5">
        {words}
      </p>
    </div>
  );
}

/** When some of the points were, below them. */
function Names({ series, step }: Pick<WhatIf, "series" | "step">) {
  const wide = useMedia(wideWindow);
  const name = useNaming(step, series.length <= 25);
  const named = namedOf(series.length, wide ? 8 : 4);
  return (
    <div aria-hidden="true" className="relative ms-16 h-4 text-12 text-muted tabular-nums">
      {named.map((i) => (
        <span
          key={series[i]?.at}
          className="absolute -translate-x-1/2 whitespace-nowrap"
          style={{ left: `${((i + 0.5) / series.length) * 100}%` }}
        >
          {name(series[i]?.at ?? "")}
        </span>
      ))}
    </div>
  );
}
