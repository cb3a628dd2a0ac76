import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { History } from "lucide-react";
import { useBootstrap, useMay } from "../../features/account/api";
import { strategyOf } from "../../features/routing/rules";
import { Answer } from "../../features/what-if/answer";
import { stopWhatIf, type WhatIf, whatIf } from "../../features/what-if/api";
import { limitField, Question } from "../../features/what-if/question";
import { type Asked, askedOf, suppositionOf } from "../../features/what-if/rules";
import { Counting, Stopped } from "../../features/what-if/run";
import { useT } from "../../lib/i18n";
import { dayOf } from "../../lib/zone";
import { queries } from "../../realtime/queries";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { Failed } from "../../ui/failed";
import { Page } from "../../ui/page";
import { Loading, SkeletonRows } from "../../ui/skeleton";
import { NotAllowed } from "./not-allowed";

/** What the waiting times would have been with another strategy, limit or number of agents. */
export function WhatIfScreen() {
  const t = useT();
  if (!useMay("monitor")) return <NotAllowed title={t("settings.what_if")} />;
  return (
    <Page wide title={t("settings.what_if")} description={t("whatif.page")}>
      <Replayed />
    </Page>
  );
}

function Replayed() {
  const house = useBootstrap();
  const asked = askedOf(useSearch({ from: "/inside/settings/what-if" }));
  const go = useNavigate({ from: "/settings/what-if" });
  const zone = house.me.workspace.time_zone;
  const today = dayOf(Date.now(), zone);
  const set = strategyOf(house);
  const usual = set === "open" ? "min_workload" : set;
  const ask = (asked: Asked) => void go({ search: { ...asked }, replace: true });
  return (
    // The question stays beside its answer where there is room for both.
    <div className="flex flex-col gap-6 xl:grid xl:grid-cols-[22rem_minmax(0,1fr)] xl:items-start">
      <div className="xl:sticky xl:top-6">
        <Question asked={asked} usual={usual} today={today} onChange={ask} />
      </div>
      <Found asked={asked} onAsk={ask} question={suppositionOf(asked, usual, today, zone)} />
    </div>
  );
}

interface FoundProps {
  asked: Asked;
  onAsk: (asked: Asked) => void;
  question: ReturnType<typeof suppositionOf>;
}

function Found({ asked, onAsk, question }: FoundProps) {
  const { data, error, isPending, isPlaceholderData, fetchStatus, refetch } = useQuery(whatIf(question), queries);
  if (!question) return null;
  const again = () => void refetch();
  const counting = fetchStatus !== "idle";
  const stopped = !counting && !error && (isPending || isPlaceholderData);
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Counting busy={counting} onStop={stopWhatIf} />
      {stopped && <Stopped former={data !== undefined} onAgain={again} />}
      <Loading busy={isPending && counting} skeleton={<SkeletonRows rows={4} face={false} />}>
        {error && <Failed error={error} onRetry={again} />}
        {data && !error && (
          <div aria-busy={counting} className={isPlaceholderData ? "opacity-60" : undefined}>
            <Outcome data={data} asked={asked} onAsk={onAsk} />
          </div>
        )}
      </Loading>
    </div>
  );
}

function Outcome({ data, asked, onAsk }: Pick<FoundProps, "asked" | "onAsk"> & { data: WhatIf }) {
  const t = useT();
  const { workload_mode: mode } = useBootstrap().me.workspace.settings;
  if (data.happened.count === 0) {
    const further = asked.period !== "31" && (
      <Button onClick={() => onAsk({ ...asked, period: "31" })}>{t("whatif.look_further")}</Button>
    );
    return (
      <EmptyState
        icon={<History aria-hidden="true" size={24} />}
        title={t("whatif.nothing")}
        heading="h2"
        action={further}
      >
        {t("whatif.nothing_hint")}
      </EmptyState>
    );
  }
  const unlimited = asked.limit === "none" || (asked.limit === undefined && mode === "off");
  const tryLimit = (limit: number) => {
    // The button goes away with what it said: whoever pressed it goes on where the limit stands now.
    document.getElementById(limitField)?.focus();
    onAsk({ ...asked, limit: `${limit}` });
  };
  return <Answer found={data} more={asked.agents ?? 0} unlimited={unlimited} onLimit={tryLimit} />;
}
