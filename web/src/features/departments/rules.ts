import type { Bootstrap } from "../account/api";
import type { Department, DepartmentFields } from "./api";

/** The departments there are, the main one first, then by name. */
export function present({ departments }: Pick<Bootstrap, "departments">): Department[] {
  return departments
    .filter(({ state }) => state !== "removed")
    .sort((a, b) => Number(b.main) - Number(a.main) || a.name.localeCompare(b.name));
}

/** Who can lead a department. */
export const leaders = ({ members }: Pick<Bootstrap, "members">) =>
  members.filter(({ role, state }) => role !== "agent" && state === "active");

/** Who can serve a department. */
export const servants = ({ members }: Pick<Bootstrap, "members">) => members.filter(({ state }) => state !== "removed");

/** The channels a department can have: those no other one has. */
export function freeChannels(house: Pick<Bootstrap, "channels" | "departments">, of?: Department) {
  const taken = new Set(
    house.departments.filter((one) => one.id !== of?.id).flatMap(({ setup }) => setup?.channel_ids ?? []),
  );
  return house.channels.filter(({ id, state }) => state !== "disconnected" && !taken.has(id));
}

/** What a form begins with: of a department, or of a new one. The first one begins with all agents, so that nobody is left out. */
export function startOf(
  house: Pick<Bootstrap, "departments" | "members">,
  of?: Department,
): Required<DepartmentFields> {
  if (of) {
    const { supervisor_id = "", member_ids = [], channel_ids = [] } = of.setup ?? {};
    return { name: of.name, supervisor_id, member_ids: [...member_ids], channel_ids: [...channel_ids] };
  }
  const first = present(house).length === 0;
  const agents = house.members.filter(({ role, state }) => role === "agent" && state !== "removed");
  return { name: "", supervisor_id: "", member_ids: first ? agents.map(({ id }) => id) : [], channel_ids: [] };
}
