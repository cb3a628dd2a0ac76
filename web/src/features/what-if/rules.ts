import { dayOf } from "../../lib/zone";
import type { Supposition, WhatIf } from "./api";

/** The stretches one chooses from: so many days up to today, or days of one's own. */
export const periods = ["1", "7", "31", "custom"] as const;
export type Period = (typeof periods)[number];

/** The strategies that can be replayed: those that give out by themselves. */
export const replayed = ["min_workload", "round_robin"] as const;
export type Replayed = (typeof replayed)[number];

/** How many agents there may be more or fewer, at most. */
export const moreMost = 50;

/** The longest stretch, in days. */
export const daysMost = 31;

/** What is supposed, as it stands in the address; what is absent is as it was. */
export interface Asked {
  period?: Period | undefined;
  /** Days as `2026-11-22`, both included; they count in the period `custom`. */
  from?: string | undefined;
  to?: string | undefined;
  strategy?: Replayed | undefined;
  /** `none`, or how many conversations at once. */
  limit?: string | undefined;
  /** How many more agents, below zero fewer. */
  agents?: number | undefined;
}

/** What an address may say, before it is read: whatever somebody typed. */
export type WhatIfSearch = { [Name in keyof Asked]?: unknown };

const isDay = (text: unknown): text is string => typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text);

const isLimit = (text: string) =>
  text === "none" || (/^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 100);

/** Reads what is supposed from an address; what makes no sense is left out. */
export function askedOf(search: WhatIfSearch): Asked {
  const agents = Math.trunc(Number(search.agents ?? 0));
  const limit = `${search.limit ?? ""}`;
  return {
    period: periods.find((one) => one === `${search.period}`),
    from: isDay(search.from) ? search.from : undefined,
    to: isDay(search.to) ? search.to : undefined,
    strategy: replayed.find((one) => one === search.strategy),
    limit: isLimit(limit) ? limit : undefined,
    agents: Math.abs(agents) <= moreMost && agents !== 0 ? agents : undefined,
  };
}

/** The day so many days after one. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/** When a day begins in a zone, in milliseconds since 1970. */
export function startOfDay(day: string, zone: string): number {
  const utc = Date.parse(day);
  // No zone is further than 14 hours from UTC. Of all its quarters of an hour, the first that is that day there begins it.
  const quarters = Array.from({ length: 113 }, (_, i) => utc + (i - 56) * 900_000);
  return quarters.find((at) => dayOf(at, zone) >= day) ?? utc;
}

/** What is wrong with days of one's own, and at which of the two; undefined when nothing is. */
export function faultOf({ from, to }: Pick<Asked, "from" | "to">, today: string): Fault | undefined {
  if (!from) return { field: "from", key: "whatif.day_missing" };
  if (from > today) return { field: "from", key: "whatif.day_to_come" };
  if (!to) return { field: "to", key: "whatif.day_missing" };
  if (from > to) return { field: "to", key: "whatif.days_backwards" };
  if (dayAfter(from, daysMost) <= to) return { field: "to", key: "whatif.days_too_many" };
  return undefined;
}

interface Fault {
  field: "from" | "to";
  key: "whatif.day_missing" | "whatif.day_to_come" | "whatif.days_backwards" | "whatif.days_too_many";
}

/** The first and the last day that are asked about; undefined while one of them is missing or they make no sense. */
export function daysOf({ period = "7", from, to }: Asked, today: string): { first: string; last: string } | undefined {
  if (period !== "custom") return { first: dayAfter(today, 1 - Number(period)), last: today };
  return from && to && !faultOf({ from, to }, today) ? { first: from, last: to } : undefined;
}

/** A question of another period. Days of one's own begin with those that were looked at. */
export function withPeriod(asked: Asked, period: Period, today: string): Asked {
  const days = daysOf(asked, today);
  const begun = period === "custom" && days && { from: asked.from ?? days.first, to: asked.to ?? days.last };
  return { ...asked, period, ...begun };
}

/** A question of the same period in which nothing is supposed to have been different. */
export const asItWas = ({ period, from, to }: Asked): Asked => ({ period, from, to });

/** Whether something is supposed that differs from what is set. */
export const isChanged = ({ strategy, limit, agents }: Asked, usual: Replayed) =>
  (strategy ?? usual) !== usual || limit !== undefined || agents !== undefined;

/** What is asked of the server; undefined while there is no stretch. */
export function suppositionOf(asked: Asked, usual: Replayed, today: string, zone: string): Supposition | undefined {
  const days = daysOf(asked, today);
  if (!days) return undefined;
  return {
    from: new Date(startOfDay(days.first, zone)).toISOString(),
    to: new Date(startOfDay(dayAfter(days.last, 1), zone)).toISOString(),
    strategy: asked.strategy ?? usual,
    ...(asked.limit !== undefined && { limit: asked.limit === "none" ? 0 : Number(asked.limit) }),
    more_agents: asked.agents ?? 0,
  };
}

/** A number of all as hundredths, rounded. */
export const share = (some: number, all: number) => (all === 0 ? 0 : Math.round((some / all) * 100));

/** What of the waiting times a picture shows. */
export const measures = ["median", "p90"] as const;
export type Measure = (typeof measures)[number];

/** The point of a series at which customers waited longest; the first of several. */
export function worstOf(series: WhatIf["series"]): number {
  const waits = series.map(({ happened }) => happened.p90);
  return Math.max(0, waits.indexOf(Math.max(0, ...waits)));
}

/** A limit worth trying where there is none: what an agent really had at most, but one that would be felt. Zero when none would. */
export const limitToTry = ({ happened_peak: was, would_peak: would }: Pick<WhatIf, "happened_peak" | "would_peak">) =>
  Math.max(0, Math.min(was || 1, would - 1, 100));

/** The sentence about what half of the customers waited, in seconds, and would have; `alike` when both read the same. */
export function verdictOf(happened: number, would: number, alike: boolean) {
  if (would === 0) return alike ? "whatif.same_at_once" : "whatif.becomes_at_once";
  if (alike) return "whatif.same";
  return happened === 0 ? "whatif.no_longer_at_once" : "whatif.changed";
}
