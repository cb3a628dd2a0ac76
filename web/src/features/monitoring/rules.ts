import type { Agent } from "./api";

/** The agents of a department, all of them for the empty id: who is online first, then by name. */
export function shownAgents(agents: readonly Agent[], department: string): Agent[] {
  const away = ({ member }: Agent) => (member.presence.state === "online" ? 0 : 1);
  return agents
    .filter(({ department_ids }) => !department || department_ids.includes(department))
    .sort((a, b) => away(a) - away(b) || a.member.name.localeCompare(b.member.name));
}

/** Whether an agent handles as many conversations as they may, on all channels or on one. */
export const isFull = ({ handled, limit }: Pick<Agent, "handled" | "limit">) => limit !== null && handled >= limit;

/** The channel an agent is nearest to the limit of, and the others; without one where one number counts for all channels. */
export function byFullness({ channels }: Pick<Agent, "channels">) {
  const [fullest, ...others] = channels;
  return { fullest, others };
}

/** What changes the figures: everything about conversations and members. */
export const isTelling = (kind: string) => /^(conversation|message|member|department|settings)\./.test(kind);
