import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import { type Bootstrap, type Member, refreshBootstrap } from "../account/api";

/** Groups members and the channels whose conversations they take. */
export type Department = Bootstrap["departments"][number];

/** The departments there are, the main one first, then by name. */
export function present({ departments }: Pick<Bootstrap, "departments">): Department[] {
  return departments
    .filter(({ state }) => state !== "removed")
    .sort((a, b) => Number(b.main) - Number(a.main) || a.name.localeCompare(b.name));
}

/** Whether members of a role see what is their departments' alone, besides what is assigned to them. */
export function isBound({ me }: Pick<Bootstrap, "me">, role: Member["role"]): boolean {
  return role === "agent" || (role === "supervisor" && me.workspace.settings.supervisor_scope === "own_departments");
}

/** What can be said of a department. */
export type DepartmentFields = components["schemas"]["NewDepartmentInputBody"];

/** Adds a department, or changes one. Who sees what may change with it, so everything known is read anew. */
export async function saveDepartment(id: string | undefined, fields: DepartmentFields): Promise<void> {
  await (id ? api.patch(`/departments/${id}`, fields) : api.post("/departments", fields));
  await refreshBootstrap();
}

/** Lets a member serve a department. Whoever is known to serve others keeps them. */
export async function joinDepartment({ id, department_ids }: Member, department: string): Promise<void> {
  await api.patch(`/members/${id}`, { department_ids: [...department_ids, department] });
  await refreshBootstrap();
}

/** Makes a department the one that takes what belongs to no other. */
export async function makeMain(id: string): Promise<void> {
  await api.post(`/departments/${id}/main`);
  await refreshBootstrap();
}

/** Removes a department; what is open in it goes to the main one. */
export async function removeDepartment(id: string): Promise<void> {
  await api.delete(`/departments/${id}`);
  await refreshBootstrap();
}
