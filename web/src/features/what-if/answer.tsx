import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useT } from "../../lib/i18n";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Section } from "../../ui/page";
import { useMay } from "../account/api";
import type { WhatIf } from "./api";
import { Figures } from "./figures";
import { useLength } from "./lengths";
import { Picture } from "./picture";
import { limitToTry, type Measure, verdictOf } from "./rules";

interface Props {
  found: WhatIf;
  more: number;
  /** Nothing limits how many an agent handles in what is supposed. */
  unlimited: boolean;
  /** Supposes a limit. */
  onLimit: (limit: number) => void;
}

/** How long customers waited beside how long they would have: in a sentence, as a picture and in figures. */
export function Answer({ found, more, unlimited, onLimit }: Props) {
  const t = useT();
  const [measure, setMeasure] = useState<Measure>("median");
  const limit = limitToTry(found);
  return (
    <Section title={t("whatif.answer")} description={t("whatif.counted", { count: found.happened.count })}>
      <Verdict found={found} more={more} measure={measure} />
      {found.agents === 0 && <Banner kind="warn">{t("whatif.nobody_known")}</Banner>}
      {unlimited && found.agents > 0 && (
        <Banner>
          <p>{t("whatif.unlimited", { count: found.would_peak })}</p>
          {limit > 0 && (
            <Button size="small" className="mt-2" onClick={() => onLimit(limit)}>
              {t("whatif.try_limit", { count: limit })}
            </Button>
          )}
        </Banner>
      )}
      <Picture found={found} measure={measure} onMeasure={setMeasure} />
      <Figures found={found} />
      <Assumed found={found} />
      <Applied />
    </Section>
  );
}

/** The answer in a sentence, about as many of the customers as the picture shows. */
function Verdict({ found, more, measure }: Pick<Props, "found" | "more"> & { measure: Measure }) {
  const t = useT();
  const long = useLength();
  const { agents, would_agents } = found;
  const [happened, would] = [found.happened[measure], found.would[measure]];
  const [before, after] = [long(happened), long(would)];
  const who = t(`whatif.who_${measure}`);
  const lead =
    more === 0
      ? t("whatif.lead_same")
      : t(more > 0 ? "whatif.lead_more" : "whatif.lead_fewer", { count: Math.abs(would_agents - agents) });
  return (
    <p className="text-20 font-semibold text-balance" aria-live="polite">
      {t(verdictOf(happened, would, before === after), { lead, who, after, before })}
    </p>
  );
}

/** What the answer takes for granted. */
function Assumed({ found }: Pick<Props, "found">) {
  const t = useT();
  const guessed = found.guessed_until !== null && found.agents > 0;
  const all = [
    t("whatif.assumed_wait"),
    t("whatif.assumed_busy"),
    t("whatif.assumed_hours", { were: found.agents, would: found.would_agents }),
    ...(guessed ? [t("whatif.guessed")] : []),
    t("whatif.assumed_rules"),
  ];
  return (
    <section className="flex flex-col gap-1.5 border-t pt-4">
      <h3 className="font-medium">{t("whatif.assumed")}</h3>
      <ul className="flex list-disc flex-col gap-1 ps-5 text-13 text-muted marker:text-line-strong">
        {all.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

/** Where what was supposed is made true. */
function Applied() {
  const t = useT();
  const strategy = useMay("choose_strategy");
  const limits = useMay("manage_allocation");
  return (
    <p className="text-13">
      {t("whatif.applied")}{" "}
      {strategy && (
        <Link to="/settings/assignment" className="underline">
          {t("settings.assignment")}
        </Link>
      )}
      {strategy && limits && " · "}
      {limits && (
        <Link to="/settings/workload" className="underline">
          {t("settings.workload")}
        </Link>
      )}
    </p>
  );
}
