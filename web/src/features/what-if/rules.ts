import { dayOf } from "../../lib/zone";
import type { Supposition } from "./api";

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

/** The first and the last day that are asked about; undefined while one of them is missing or they make no sense. */
export function daysOf({ period = "7", from, to }: Asked, today: string): { first: string; last: string } | undefined {
  if (period !== "custom") return { first: dayAfter(today, 1 - Number(period)), last: today };
  if (!from || !to || from > to || from > today || dayAfter(from, daysMost) <= to) return undefined;
  return { first: from, last: to };
}

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
