import { afterEach, beforeEach, expect, test } from "vitest";
import type { Translate } from "../../lib/i18n";
import { makeHouse } from "../../test/inbox-makers";
import { makeMember } from "../../test/makers";
import { type Bootstrap, start } from "../account/api";
import { type Assignable, commonOf, factsOf, loadAskedOf, targetsOf } from "./assignable";

const said: Translate = (key, values) => [key, ...Object.values(values ?? {})].join(" ");
const department = (id: string, name: string) =>
  ({ id, name, state: "active", main: false, setup: null, can: {} }) as unknown as Bootstrap["departments"][number];
const online = { state: "online", since: null } as const;

beforeEach(() => {
  const departments = [department("s", "Penjualan"), department("c", "Layanan"), department("g", "Gudang")];
  start.set({ state: "ready", bootstrap: { ...makeHouse(), departments } });
});
afterEach(() => start.set(undefined));

const members = [
  makeMember({ id: "none", name: "Nina" }),
  makeMember({ id: "care", name: "Cici", department_ids: ["c"] }),
  makeMember({ id: "ware", name: "Gita", department_ids: ["g", "c"] }),
  makeMember({ id: "lead", name: "Asih", role: "supervisor" }),
  makeMember({ id: "away", name: "Ani", department_ids: ["s"] }),
  makeMember({ id: "here", name: "Zul", department_ids: ["c", "s"], presence: online }),
  makeMember({ id: "holds", name: "Hadi", department_ids: ["s"] }),
  makeMember({ id: "gone", name: "Gilang", department_ids: ["s"], state: "removed" }),
];
const one = (id: string, part: Partial<Assignable> = {}): [string, Assignable] => [
  id,
  { member_id: id, inside: false, refused: false, handled: null, limit: null, ...part },
];

test("those of its department come first, then the others by department; who is there before who is not", () => {
  const known = new Map([one("lead", { inside: true })]);
  const found = targetsOf(said, { assignee_id: "holds", department_id: "s" }, members, known);
  expect(found.map(({ member, group }) => `${group}: ${member.id}`)).toEqual([
    "Penjualan: here",
    "Penjualan: away",
    "Penjualan: lead",
    "Gudang: ware",
    "Layanan: care",
    "messages.assign_no_department: none",
  ]);
});

test("of several departments each stands below their own first one", () => {
  const known = new Map([one("lead", { inside: true })]);
  const found = targetsOf(said, { assignee_id: null, department_id: null }, members, known);
  expect(found.map(({ member, group }) => `${group}: ${member.id}`)).toEqual([
    "Gudang: ware",
    "Layanan: here",
    "Layanan: care",
    "Penjualan: away",
    "Penjualan: holds",
    "messages.assign_no_department: none",
    "messages.assign_no_department: lead",
  ]);
});

const given = (id: string, assignee_id: string | null, department_id: string, channel_id = "w") => ({
  id,
  assignee_id,
  department_id,
  channel_id,
});

test("many are given to those whom all of them can be given to", () => {
  expect(commonOf([given("1", "a", "s"), given("2", "a", "s")])).toEqual({ assignee_id: "a", department_id: "s" });
  expect(commonOf([given("1", "a", "s"), given("2", null, "c")])).toEqual({ assignee_id: null, department_id: null });
  expect(commonOf([])).toEqual({ assignee_id: null, department_id: null });
});

test("how much each has to do is asked once for many, where it is the same for all of them", () => {
  const two = [given("1", "a", "s"), given("2", null, "s", "i")];
  expect(loadAskedOf(two, false)).toBe("2");
  expect(loadAskedOf(two, true)).toBe("");
  expect(loadAskedOf(two.slice(0, 1), true)).toBe("1");
  expect(loadAskedOf([], false)).toBe("");
});

test("without departments there are no groups", () => {
  start.set({ state: "ready", bootstrap: { ...makeHouse(), departments: [] } });
  const found = targetsOf(said, { assignee_id: null, department_id: null }, members, new Map());
  expect(new Set(found.map(({ group }) => group))).toEqual(new Set([""]));
});

test("it is said how much one has to do, and why one cannot be given it", () => {
  const facts = (part?: Partial<Assignable>) => {
    const target = { member: members[1] as (typeof members)[0], group: "", said: part && one("care", part)[1] };
    return factsOf(said, target);
  };
  expect(facts()).toBe("inbox.role_agent · app.presence_offline");
  expect(facts({ handled: 2 })).toBe("inbox.role_agent · app.presence_offline · messages.assign_load 2");
  expect(facts({ handled: 2, limit: 5 })).toBe("inbox.role_agent · app.presence_offline · messages.assign_load_of 2 5");
  expect(facts({ refused: true, handled: 2 })).toBe("messages.assign_outside");
});
