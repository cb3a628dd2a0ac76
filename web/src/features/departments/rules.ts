import type { Bootstrap, Member } from "../account/api";
import { type Department, type DepartmentFields, isBound, present } from "./api";

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

/** Members who are in no department, and see only what is assigned to them because of it; by name. */
export function outsiders(house: Pick<Bootstrap, "departments" | "members" | "me">): Member[] {
  const led = new Set(present(house).map(({ setup }) => setup?.supervisor_id));
  return house.members
    .filter(({ role, state }) => state !== "removed" && isBound(house, role))
    .filter(({ id, department_ids }) => department_ids.length === 0 && !led.has(id))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** Whom dividing for the first time leaves out: those `outsiders` will be, by this form. */
export function leftOut(
  house: Pick<Bootstrap, "departments" | "members" | "me">,
  { supervisor_id, member_ids = [] }: DepartmentFields,
): Member[] {
  return outsiders(house).filter(({ id }) => id !== supervisor_id && !member_ids.includes(id));
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

/** What supervisors see: everything, or what is their departments' alone. */
export const scopes = ["all", "own_departments"] as const;

/** What is set. */
export const scopeOf = ({ me }: Pick<Bootstrap, "me">): (typeof scopes)[number] =>
  scopes.find((one) => one === me.workspace.settings.supervisor_scope) ?? "all";

/** A supervisor and a department they neither lead nor are in, to tell by what the scope means; undefined where there is none. */
export function bystander(
  house: Pick<Bootstrap, "departments" | "members">,
): { name: string; department: string } | undefined {
  const supervisors = house.members.filter(({ role, state }) => role === "supervisor" && state === "active");
  const [pair] = supervisors.flatMap(({ id, name, department_ids }) =>
    present(house)
      .filter((one) => one.setup?.supervisor_id !== id && !department_ids.includes(one.id))
      .map((one) => ({ name, department: one.name })),
  );
  return pair;
}
