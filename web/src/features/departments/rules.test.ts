// @vitest-environment node
import { expect, test } from "vitest";
import { makeBootstrap, makeChannel, makeMember } from "../../test/makers";
import { type Department, present } from "./api";
import { bystander, freeChannels, leaders, leftOut, outsiders, scopeOf, startOf } from "./rules";

const department = (id: string, name: string, part: Partial<Department> = {}): Department => ({
  id,
  name,
  state: "active",
  main: false,
  setup: {
    supervisor_id: "s",
    member_ids: ["m"],
    channel_ids: ["c"],
    created_at: "2026-11-01T00:00:00Z",
    move_at: null,
  },
  can: { update: true, make_main: true, remove: true },
  ...part,
});

test("the main one comes first, those that are gone do not come", () => {
  const departments = [
    department("1", "Penjualan"),
    department("2", "Gudang", { state: "removed" }),
    department("3", "Layanan", { main: true }),
    department("4", "Ekspor"),
  ];
  expect(present({ departments }).map(({ name }) => name)).toEqual(["Layanan", "Ekspor", "Penjualan"]);
});

test("a channel of another department cannot be had", () => {
  const channels = [
    makeChannel({ id: "c" }),
    makeChannel({ id: "d" }),
    makeChannel({ id: "e", state: "disconnected" }),
  ];
  const one = department("1", "Penjualan");
  const house = { channels, departments: [one] };
  expect(freeChannels(house).map(({ id }) => id)).toEqual(["d"]);
  expect(freeChannels(house, one).map(({ id }) => id)).toEqual(["c", "d"]);
});

test("the first department begins with all agents, a further one with nobody, a known one as it is", () => {
  const house = { ...makeBootstrap(), departments: [] as Department[] };
  house.members = [
    makeMember({ id: "a" }),
    makeMember({ id: "b", role: "supervisor" }),
    makeMember({ id: "x", state: "removed" }),
  ];
  expect(startOf(house).member_ids).toEqual(["a"]);
  const one = department("1", "Penjualan");
  house.departments = [one];
  expect(startOf(house).member_ids).toEqual([]);
  expect(startOf(house, one)).toEqual({ name: "Penjualan", supervisor_id: "s", member_ids: ["m"], channel_ids: ["c"] });
  expect(leaders(house).map(({ id }) => id)).toEqual(["b"]);
});

test("outside are those in no department who see nothing without one", () => {
  const house = { ...makeBootstrap(), departments: [department("1", "Penjualan", { main: true })] };
  house.members = [
    makeMember({ id: "z", name: "Zaki" }),
    makeMember({ id: "b", name: "Bima", state: "invited" }),
    makeMember({ id: "in", department_ids: ["1"] }),
    makeMember({ id: "x", state: "removed" }),
    makeMember({ id: "s", role: "supervisor" }),
    makeMember({ id: "t", name: "Tari", role: "supervisor" }),
    makeMember({ id: "o", role: "owner" }),
  ];
  expect(outsiders(house).map(({ id }) => id)).toEqual(["b", "z"]);
  house.me.workspace.settings.supervisor_scope = "own_departments";
  expect(outsiders(house).map(({ id }) => id)).toEqual(["b", "t", "z"]);
  expect(leftOut(house, { name: "", supervisor_id: "t", member_ids: ["z"] }).map(({ id }) => id)).toEqual(["b"]);
});

test("the scope is told by a supervisor and a department they have nothing to do with", () => {
  const departments = [department("1", "Penjualan", { main: true }), department("2", "Gudang", { state: "removed" })];
  const sari = makeMember({ id: "s", name: "Sari", role: "supervisor" });
  const tari = makeMember({ id: "t", name: "Tari", role: "supervisor", department_ids: ["1"] });
  const others = [makeMember({ id: "a" }), makeMember({ id: "m", role: "manager" })];
  const away = makeMember({ id: "x", role: "supervisor", state: "removed" });
  expect(bystander({ departments, members: [away, ...others, sari, tari] })).toBeUndefined();
  const { setup } = department("3", "Layanan");
  const more = [...departments, department("3", "Layanan", { setup: setup && { ...setup, supervisor_id: "m" } })];
  expect(bystander({ departments: more, members: [...others, sari, tari] })).toEqual({
    name: "Sari",
    department: "Layanan",
  });
});

test("what supervisors see is all unless something else is set", () => {
  const house = makeBootstrap();
  expect(scopeOf(house)).toBe("all");
  house.me.workspace.settings.supervisor_scope = "own_departments";
  expect(scopeOf(house)).toBe("own_departments");
});
