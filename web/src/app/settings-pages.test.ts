// @vitest-environment node
import { expect, test } from "vitest";
import { makeBootstrap, makeChannel, makeWebchat, makeWhatsApp, makeWhatsAppKind } from "../test/makers";
import { groupsFor, hasHooks } from "./settings-pages";

const seen = (can: Record<string, boolean>, hooks = false) =>
  groupsFor(can, hooks).flatMap(({ pages }) => pages.map(({ to }) => to.split("/").at(-1)));

test.each([
  ["an agent without any permission", {}, ["account", "security", "preferences", "members"]],
  [
    "an agent who may connect channels",
    { connect_channels: true },
    ["account", "security", "preferences", "members", "channels"],
  ],
  [
    "an owner",
    { workspace_settings: true, manage_channels: true, connect_channels: true },
    ["account", "security", "preferences", "workspace", "members", "channels"],
  ],
  [
    "a supervisor",
    { manage_channels: true, connect_channels: true, monitor: true, view_departments: true, choose_strategy: true },
    [
      "account",
      "security",
      "preferences",
      "members",
      "monitoring",
      "departments",
      "assignment",
      "allocation",
      "what-if",
      "channels",
    ],
  ],
])("%s sees only what can be opened", (_who, can, pages) => {
  expect(seen(can as Record<string, boolean>)).toEqual(pages);
});

test("held deliveries are there for those who may change channels, where a provider brings any", () => {
  expect(seen({ manage_channels: true }, true)).toContain("deliveries");
  expect(seen({ manage_channels: true }, false)).not.toContain("deliveries");
  expect(seen({ connect_channels: true }, true)).not.toContain("deliveries");
});

test("a provider brings what is for channels of its kind, also those that are gone", () => {
  const house = { ...makeBootstrap(), channel_kinds: [makeWebchat(), makeWhatsAppKind()] };
  expect(hasHooks({ ...house, channels: [makeChannel()] })).toBe(false);
  const brought = { ...house, channels: [makeChannel(), makeWhatsApp({ state: "disconnected" })] };
  expect(hasHooks(brought)).toBe(true);
  brought.me.member.role = "supervisor";
  brought.me.workspace.settings.supervisor_scope = "own_departments";
  expect(hasHooks(brought)).toBe(true);
  const can = { update: false, make_main: false, remove: false };
  const setup = {
    supervisor_id: "s",
    member_ids: [],
    channel_ids: [],
    created_at: "2026-11-01T00:00:00Z",
    move_at: null,
  };
  brought.departments = [{ id: "1", name: "Penjualan", state: "active", main: true, setup, can }];
  expect(hasHooks(brought), "a delivery may be for any department").toBe(false);
});
