// @vitest-environment node
import { expect, test } from "vitest";
import { groupsFor } from "./settings-pages";

const seen = (can: Record<string, boolean>) =>
  groupsFor(can).flatMap(({ pages }) => pages.map(({ to }) => to.split("/").at(-1)));

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
])("%s sees only what can be opened", (_who, can, pages) => {
  expect(seen(can as Record<string, boolean>)).toEqual(pages);
});
