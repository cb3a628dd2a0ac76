import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import { type Bootstrap, refreshBootstrap } from "../account/api";

/** Groups members and the channels whose conversations they take. */
export type Department = Bootstrap["departments"][number];

/** What can be said of a department. */
export type DepartmentFields = components["schemas"]["NewDepartmentInputBody"];

/** Adds a department, or changes one. Who sees what may change with it, so everything known is read anew. */
export async function saveDepartment(id: string | undefined, fields: DepartmentFields): Promise<void> {
  await (id ? api.patch(`/departments/${id}`, fields) : api.post("/departments", fields));
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
