/** Whom a conversation can be given to: by department, with presence and how much each has to do. */
import { useEffect, useState } from "react";
import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import type { Translate } from "../../lib/i18n";
import type { Member } from "../account/api";
import { departmentName, isDivided } from "./people";
import type { Row } from "./rules";

/** What the server says of one whom it could be given to. */
export type Assignable = components["schemas"]["Assignable"];

/** What is to be assigned, as far as it decides to whom it can be. */
export type Given = Pick<Row, "id" | "assignee_id" | "department_id" | "channel_id">;

/** What several have in common; `null` where they differ. */
export function commonOf(given: readonly Given[]): Pick<Given, "assignee_id" | "department_id"> {
  const same = <F extends "assignee_id" | "department_id">(field: F) => {
    const [first = null, ...others] = new Set(given.map((one) => one[field]));
    return others.length === 0 ? first : null;
  };
  return { assignee_id: same("assignee_id"), department_id: same("department_id") };
}

/** The conversation by which to ask how much each member has to do: one nobody has, whom none is left out for. None where channels differ and each counts for itself. */
export function loadAskedOf(given: readonly Given[], perChannel: boolean): string {
  if (perChannel && new Set(given.map(({ channel_id }) => channel_id)).size > 1) return "";
  return (given.find(({ assignee_id }) => !assignee_id) ?? given[0])?.id ?? "";
}

/** What the server says of each, by member. Empty until it has answered; without an answer one assigns all the same. Nothing is asked about none. */
export function useAssignable(conversation: string): ReadonlyMap<string, Assignable> {
  const [known, setKnown] = useState<ReadonlyMap<string, Assignable>>(new Map());
  useEffect(() => {
    if (!conversation) return;
    const controller = new AbortController();
    api
      .get<{ members: Assignable[] }>(`/conversations/${conversation}/assignable`, { signal: controller.signal })
      .then(({ members }) => setKnown(new Map(members.map((one) => [one.member_id, one]))))
      .catch(() => undefined);
    return () => controller.abort();
  }, [conversation]);
  return known;
}

/** A member as a target, with the department they stand below; empty where there are none. */
export interface Target {
  member: Member;
  group: string;
  said: Assignable | undefined;
}

/** The active members but the one who has it: of its department first, where it has one, then of the others by name, agents and who is online first. */
export function targetsOf(
  t: Translate,
  row: Pick<Given, "assignee_id" | "department_id">,
  members: readonly Member[],
  known: ReadonlyMap<string, Assignable>,
): Target[] {
  const divided = isDivided();
  const own = departmentName(row.department_id);
  const none = t("messages.assign_no_department");
  const inside = ({ id, department_ids }: Member) =>
    known.get(id)?.inside ?? department_ids.includes(row.department_id ?? "");
  const groupOf = (member: Member) => {
    if (!divided) return "";
    return own && inside(member) ? own : departmentName(member.department_ids[0]) || none;
  };
  const rank = ({ group, member }: Target) => [
    group === own ? 0 : group === none ? 2 : 1,
    member.role === "agent" ? 0 : 1,
    member.presence.state === "online" ? 0 : 1,
  ];
  const before = (a: Target, b: Target) => {
    const [x, y] = [rank(a), rank(b)];
    const [place = 0, role = 0, there = 0] = x.map((one, at) => one - (y[at] ?? 0));
    return place || a.group.localeCompare(b.group) || role || there || a.member.name.localeCompare(b.member.name);
  };
  return members
    .filter(({ id, state }) => state === "active" && id !== row.assignee_id)
    .map((member) => ({ member, group: groupOf(member), said: known.get(member.id) }))
    .sort(before);
}

/** What stands below a target's name: why not, or who they are, whether they are there, and how much they have to do. */
export function factsOf(t: Translate, { member: { role, presence }, said }: Target): string {
  const facts = [t(`inbox.role_${role}`), t(`app.presence_${presence.state}`)];
  if (said?.refused) return t("messages.assign_outside");
  const { handled, limit } = said ?? {};
  if (typeof handled === "number") {
    facts.push(
      typeof limit === "number"
        ? t("messages.assign_load_of", { handled, limit })
        : t("messages.assign_load", { count: handled }),
    );
  }
  return facts.join(" · ");
}
