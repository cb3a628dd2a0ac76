import type { Bootstrap } from "../account/api";
import type { WorkspaceChange } from "./api";

/** What is known of the house after a change of its name, zone or language; whoever follows it moves along. */
export function withWorkspace(house: Bootstrap, change: WorkspaceChange): Bootstrap {
  const { me } = house;
  const workspace = { ...me.workspace, ...change };
  const own = me.member.private;
  return {
    ...house,
    me: {
      ...me,
      workspace,
      language: own?.language ? me.language : workspace.language,
      time_zone: own?.time_zone ? me.time_zone : workspace.time_zone,
    },
  };
}

/** What is known of the house after its switches have changed. */
export function withSettings(house: Bootstrap, settings: Record<string, unknown>): Bootstrap {
  return { ...house, me: { ...house.me, workspace: { ...house.me.workspace, settings } } };
}

/** Minutes of doing nothing after which a member is offline. */
export const inactivityBounds = { least: 1, most: 60 };

export function isInactivity(text: string): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) >= inactivityBounds.least && Number(text) <= inactivityBounds.most;
}
