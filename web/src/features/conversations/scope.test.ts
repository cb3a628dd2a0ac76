// @vitest-environment node
import { expect, test, vi } from "vitest";
import { makeBootstrap } from "../../test/makers";
import { start } from "../account/api";
import { onScope, scopeKey } from "./scope";

const house = makeBootstrap();
const can = { update: false, make_main: false, remove: false };
const sales = { id: "d1", name: "Penjualan", state: "active", main: true, setup: null as never, can } as const;

test("the first department, one's own departments and the setting change what one sees", () => {
  const member = { ...house.me.member, department_ids: ["d1"] };
  const settings = { ...house.me.workspace.settings, supervisor_scope: "own_departments" };
  const workspace = { ...house.me.workspace, settings };
  const others = [
    { ...house, departments: [sales] },
    { ...house, me: { ...house.me, member } },
    { ...house, me: { ...house.me, workspace } },
    { ...house, me: { ...house.me, can: { ...house.me.can, see_all: !house.me.can.see_all } } },
  ];
  for (const other of others) expect(scopeKey(other)).not.toBe(scopeKey(house));
  expect(scopeKey({ ...house, channels: [] })).toBe(scopeKey(house));
});

test("who sees other conversations is told once", () => {
  const changed = vi.fn();
  start.set({ state: "ready", bootstrap: house });
  onScope(changed);
  start.set({ state: "ready", bootstrap: { ...house } });
  expect(changed).not.toHaveBeenCalled();
  start.set({ state: "ready", bootstrap: { ...house, departments: [sales] } });
  start.set({ state: "ready", bootstrap: { ...house, departments: [sales] } });
  expect(changed).toHaveBeenCalledTimes(1);
});
