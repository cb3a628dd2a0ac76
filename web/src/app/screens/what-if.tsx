import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { History } from "lucide-react";
import { useBootstrap, useMay } from "../../features/account/api";
import { strategyOf } from "../../features/routing/rules";
import { Answer } from "../../features/what-if/answer";
import { whatIf } from "../../features/what-if/api";
import { Question } from "../../features/what-if/question";
import { askedOf, suppositionOf } from "../../features/what-if/rules";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { dayOf } from "../../lib/zone";
import { queries } from "../../realtime/queries";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { Page } from "../../ui/page";
import { Loading, SkeletonRows } from "../../ui/skeleton";
import { NotAllowed } from "./not-allowed";

/** What the waiting times would have been with another strategy, limit or number of agents. */
export function WhatIfScreen() {
  const t = useT();
  if (!useMay("monitor")) return <NotAllowed title={t("settings.what_if")} />;
  return (
    <Page title={t("settings.what_if")} description={t("whatif.page")}>
      <Replayed />
    </Page>
  );
}

function Replayed() {
  const t = useT();
  const house = useBootstrap();
  const asked = askedOf(useSearch({ from: "/inside/settings/what-if" }));
  const go = useNavigate({ from: "/settings/what-if" });
  const zone = house.me.workspace.time_zone;
  const today = dayOf(Date.now(), zone);
  const set = strategyOf(house);
  const usual = set === "open" ? "min_workload" : set;
  const question = suppositionOf(asked, usual, today, zone);
  const { data, error, isPending, isFetching, refetch } = useQuery(whatIf(question), queries);
  return (
    <>
      <Question
        asked={asked}
        usual={usual}
        today={today}
        onChange={(asked) => void go({ search: { ...asked }, replace: true })}
      />
      {question && (
        <Loading busy={isPending} skeleton={<SkeletonRows rows={4} face={false} />}>
          {error && (
            <Banner kind="bad" actions={<Button onClick={() => void refetch()}>{t("common.retry")}</Button>}>
              {errorWords(t, error)}
            </Banner>
          )}
          {data && !error && (
            <div aria-busy={isFetching} className={isFetching ? "opacity-60" : undefined}>
              {data.happened.count > 0 ? (
                <Answer found={data} more={asked.agents ?? 0} />
              ) : (
                <EmptyState icon={<History aria-hidden="true" size={24} />} title={t("whatif.nothing")} heading="h2">
                  {t("whatif.nothing_hint")}
                </EmptyState>
              )}
            </div>
          )}
        </Loading>
      )}
    </>
  );
}
