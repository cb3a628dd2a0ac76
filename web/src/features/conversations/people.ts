/** Finding members, channels and channel kinds by id, from what the visit began with. */
import { useCallback } from "react";
import type { components } from "../../gen/api";
import { useStore } from "../../lib/store";
import { type Bootstrap, type Member, start } from "../account/api";
import type { Row } from "./rules";

export type Channel = components["schemas"]["Channel"];
export type ChannelKind = components["schemas"]["ChannelKind"];

interface Index {
  members: ReadonlyMap<string, Member>;
  channels: ReadonlyMap<string, Channel>;
  kinds: ReadonlyMap<string, ChannelKind>;
}

const empty: Index = { members: new Map(), channels: new Map(), kinds: new Map() };
const indexes = new WeakMap<Bootstrap, Index>();

function indexNow(): Index {
  const begun = start.get();
  if (begun?.state !== "ready") return empty;
  const known = indexes.get(begun.bootstrap);
  if (known) return known;
  const { members, channels, channel_kinds } = begun.bootstrap;
  const made: Index = {
    members: new Map(members.map((one) => [one.id, one])),
    channels: new Map(channels.map((one) => [one.id, one])),
    kinds: new Map(channel_kinds.map((one) => [one.kind, one])),
  };
  indexes.set(begun.bootstrap, made);
  return made;
}

/** What a department is called, a removed one too; empty for none. */
export function departmentName(id: string | null | undefined): string {
  const begun = start.get();
  const all = begun?.state === "ready" ? begun.bootstrap.departments : [];
  return all.find((one) => one.id === id)?.name ?? "";
}

/** Whether there are departments. */
export function isDivided(): boolean {
  const begun = start.get();
  return begun?.state === "ready" && begun.bootstrap.departments.some(({ state }) => state !== "removed");
}

/** The departments whose conversations one sees, beside one's own. */
export function seenDepartments({ departments, me: { member, can, workspace } }: Bootstrap) {
  const all =
    can.see_all && !(member.role === "supervisor" && workspace.settings.supervisor_scope === "own_departments");
  return departments.filter(
    ({ id, state, setup }) =>
      state !== "removed" && (all || member.department_ids.includes(id) || setup?.supervisor_id === member.id),
  );
}

/** The department of a conversation, for a component; empty for who sees one alone. */
export function useDepartment({ department_id }: Pick<Row, "department_id">): string {
  return useStore(start, (begun) => {
    const several = begun?.state === "ready" && seenDepartments(begun.bootstrap).length > 1;
    return several ? departmentName(department_id) : "";
  });
}

/** The departments a conversation can be moved to. */
export function otherDepartments({ department_id }: Pick<Row, "department_id">) {
  const begun = start.get();
  if (begun?.state !== "ready") return [];
  return begun.bootstrap.departments.filter(({ id, state }) => state === "active" && id !== department_id);
}

/** A member by id, removed ones too. */
export function memberOf(id: string | null | undefined): Member | undefined {
  return id ? indexNow().members.get(id) : undefined;
}

export function useMember(id: string | null | undefined): Member | undefined {
  return useStore(start, () => memberOf(id));
}

/** Finds members by id, for a component that names several. */
export function useMembers(): (id: string | null | undefined) => Member | undefined {
  const index = useStore(start, indexNow);
  return useCallback((id) => (id ? index.members.get(id) : undefined), [index]);
}

export function channelOf(id: string): Channel | undefined {
  return indexNow().channels.get(id);
}

export function useChannel(id: string): Channel | undefined {
  return useStore(start, () => channelOf(id));
}

/** What the kind of a channel can do. */
export function kindOf(channel: string): ChannelKind | undefined {
  const { channels, kinds } = indexNow();
  return kinds.get(channels.get(channel)?.kind ?? "");
}

export function useKind(channel: string): ChannelKind | undefined {
  return useStore(start, () => kindOf(channel));
}

/** Who is signed in. */
export function myself(): Member | undefined {
  const begun = start.get();
  return begun?.state === "ready" ? begun.bootstrap.me.member : undefined;
}

/** Whether this member has a permission now. */
export function may(permission: string): boolean {
  const begun = start.get();
  return begun?.state === "ready" && begun.bootstrap.me.can[permission] === true;
}
