import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import { changeBootstrap } from "../account/api";
import { withSettings, withWorkspace } from "./rules";

/** Name, zone and language of the workspace; what is absent stays as it is. */
export type WorkspaceChange = components["schemas"]["WorkspaceInputBody"];

export async function updateWorkspace(change: WorkspaceChange): Promise<void> {
  await api.patch("/workspace", change);
  changeBootstrap((house) => withWorkspace(house, change));
}

/** Settings of the workspace, by name: switches, choices, numbers. */
export async function updateSettings(change: Record<string, boolean | string | number>): Promise<void> {
  const { settings } = await api.patch<components["schemas"]["Settings"]>("/settings", change);
  changeBootstrap((house) => withSettings(house, settings));
}
