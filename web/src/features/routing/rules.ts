import type { Bootstrap, Member } from "../account/api";
import type { Workload } from "./api";

/** How conversations find their agents. */
export const strategies = ["open", "min_workload", "round_robin"] as const;
export type Strategy = (typeof strategies)[number];

/** The strategies that give out by themselves. */
export const automatic = ["min_workload", "round_robin"] as const;

/** What happens when a service that decides does not answer. */
export const fallbacks = ["queue", ...automatic] as const;

/** What agents may do with conversations, each a switch. */
export const agentRights = ["agent_can_takeover", "agent_can_assign"] as const;

/** How a limit counts. */
export const modes = ["off", "all_channels", "per_channel"] as const;

/** The least and the most a limit can be. */
export const limitBounds = { least: 1, most: 100 };

/** The shortest and the longest time after which the idle rule acts, in minutes. */
export const idleBounds = { least: 1, most: 1440 };

/** The strategy that is set. */
export const strategyOf = ({ me }: Bootstrap): Strategy =>
  strategies.find((one) => one === me.workspace.settings.assignment_strategy) ?? "open";

/** What the page of agent allocation sets, by the names of the settings. */
export interface AllocationValues extends Record<(typeof agentRights)[number], boolean> {
  assignment_strategy: Strategy;
  custom_allocation: boolean;
  custom_allocation_url: string;
  custom_allocation_fallback: (typeof fallbacks)[number];
}

/** What is set. */
export function valuesOfAllocation(house: Bootstrap): AllocationValues {
  const { settings } = house.me.workspace;
  return {
    agent_can_takeover: settings.agent_can_takeover === true,
    agent_can_assign: settings.agent_can_assign === true,
    assignment_strategy: strategyOf(house),
    custom_allocation: settings.custom_allocation === true,
    custom_allocation_url: `${settings.custom_allocation_url ?? ""}`,
    custom_allocation_fallback: fallbacks.find((one) => one === settings.custom_allocation_fallback) ?? "queue",
  };
}

/** What of a form differs from what is stored: only that is sent, so that nobody else's change is undone. */
export function changedOf<V extends object>(stored: V, asked: V): Partial<V> {
  const names = Object.keys(asked) as (keyof V)[];
  return Object.fromEntries(
    names.filter((name) => asked[name] !== stored[name]).map((name) => [name, asked[name]]),
  ) as Partial<V>;
}

/** The names an example is told with: those of the workspace where it has them. */
export interface Example {
  channel: string;
  first: string;
  second: string;
}

/** Two agents and a channel of the workspace to tell an example with; `names` fills up what it does not have yet. */
export function exampleOf({ members, channels }: Bootstrap, names: Example): Example {
  const agents = members.filter(({ role, state }) => role === "agent" && state === "active").map(firstName);
  const [first = names.first, second = names.second] = agents;
  return { channel: channels.find(({ state }) => state === "on")?.name ?? names.channel, first, second };
}

const firstName = ({ name }: Member) => name.split(" ")[0] ?? name;

/** A form of the limits: each one as text, empty for none. */
export interface WorkloadValues {
  mode: Workload["mode"];
  all: string;
  channels: Record<string, string>;
  members: Record<string, string>;
}

/** The limits as a form for these channels and members. */
export function valuesOf(limits: Workload, channels: readonly string[], members: readonly string[]): WorkloadValues {
  const texts = (ids: readonly string[], limit: (id: string) => number | undefined) =>
    Object.fromEntries(ids.map((id) => [id, `${limit(id) ?? ""}`]));
  return {
    mode: limits.mode,
    all: `${limits.all}`,
    channels: texts(channels, (id) => limits.channels.find((one) => one.channel_id === id)?.limit),
    members: texts(members, (id) => limits.members.find((one) => one.member_id === id)?.limit),
  };
}

/** What a filled-in form asks for. An overall limit that does not count and is no number stays what it was. */
export function limitsOf(values: WorkloadValues, before: Workload): Workload {
  const set = (texts: Record<string, string>) =>
    Object.entries(texts).flatMap(([id, text]): [string, number][] => (text.trim() === "" ? [] : [[id, Number(text)]]));
  return {
    mode: values.mode,
    all: isLimit(values.all) ? Number(values.all) : before.all,
    channels: set(values.channels).map(([channel_id, limit]) => ({ channel_id, limit })),
    members: set(values.members).map(([member_id, limit]) => ({ member_id, limit })),
  };
}

/** Whether a text is a whole number between two bounds. */
export function isWithin(text: string, { least, most }: { least: number; most: number }): boolean {
  return /^\d{1,5}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
}

/** Whether a text is a limit. */
export const isLimit = (text: string) => isWithin(text, limitBounds);
