import type { Agent } from "./api";

/** The agents of a department, all of them for the empty id: who is online first, then by name. */
export function shownAgents(agents: readonly Agent[], department: string): Agent[] {
  const away = ({ member }: Agent) => (member.presence.state === "online" ? 0 : 1);
  return agents
    .filter(({ department_ids }) => !department || department_ids.includes(department))
    .sort((a, b) => away(a) - away(b) || a.member.name.localeCompare(b.member.name));
}

/** Whether an agent handles as many conversations as they may. */
export const isFull = ({ handled, limit }: Pick<Agent, "handled" | "limit">) => limit !== null && handled >= limit;

/** What changes the figures: everything about conversations and members. */
export const isTelling = (kind: string) => /^(conversation|message|member|department|settings)\./.test(kind);
