// @vitest-environment node
import { expect, test } from "vitest";
import { makeBootstrap } from "../../test/makers";
import type { Bootstrap } from "../account/api";
import { isInactivity, withSettings, withWorkspace } from "./rules";

const house = makeBootstrap();
const withOwnZone: Bootstrap = {
  ...house,
  me: { ...house.me, member: { ...house.me.member, private: { time_zone: "Asia/Makassar", language: "" } as never } },
};

test("whoever follows the workspace moves along with it", () => {
  const { me } = withWorkspace(house, { time_zone: "Asia/Jayapura", language: "en", name: "Melati Dua" });
  expect([me.time_zone, me.language, me.workspace.name]).toEqual(["Asia/Jayapura", "en", "Melati Dua"]);
});

test("one's own zone stays", () => {
  const before = { ...withOwnZone, me: { ...withOwnZone.me, time_zone: "Asia/Makassar" } };
  expect(withWorkspace(before, { time_zone: "Asia/Jayapura" }).me.time_zone).toBe("Asia/Makassar");
});

test("switches replace switches", () => {
  expect(withSettings(house, { agent_can_takeover: false }).me.workspace.settings).toEqual({
    agent_can_takeover: false,
  });
});

test.each([
  ["1", true],
  ["15", true],
  ["60", true],
  ["0", false],
  ["61", false],
  ["1.5", false],
  ["", false],
  ["lima", false],
])("%s minutes of doing nothing can be set: %s", (text, can) => {
  expect(isInactivity(text)).toBe(can);
});
