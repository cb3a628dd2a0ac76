// @vitest-environment node
import { expect, test } from "vitest";
import { makeBootstrap, makeMember } from "../../test/makers";
import { changedOf, exampleOf, isLimit, limitsOf, strategyOf, valuesOf, valuesOfAllocation } from "./rules";

const names = { channel: "WhatsApp", first: "Sari", second: "Budi" };

test("an example is told with people of the house, and with others where there are none", () => {
  const house = makeBootstrap();
  house.members = [
    makeMember({ name: "Dewi Lestari" }),
    makeMember({ name: "Ratna", role: "owner" }),
    makeMember({ name: "Eko", state: "removed" }),
  ];
  expect(exampleOf(house, names)).toEqual({ channel: "WhatsApp", first: "Dewi", second: "Budi" });
});

test("an unknown strategy is none", () => {
  const house = makeBootstrap();
  expect(strategyOf(house)).toBe("open");
  house.me.workspace.settings = { assignment_strategy: "round_robin" };
  expect(strategyOf(house)).toBe("round_robin");
});

test("limits go into a form and come out as they were", () => {
  const limits = {
    mode: "per_channel" as const,
    all: 5,
    channels: [{ channel_id: "a", limit: 2 }],
    members: [{ member_id: "m", limit: 9 }],
  };
  const values = valuesOf(limits, ["a", "b"], ["m", "n"]);
  expect(values.channels).toEqual({ a: "2", b: "" });
  expect(limitsOf(values, limits)).toEqual(limits);
  expect(limitsOf({ ...values, all: "many", members: { m: " ", n: "3" } }, limits)).toEqual({
    ...limits,
    members: [{ member_id: "n", limit: 3 }],
  });
});

test.each([
  ["1", true],
  ["100", true],
  ["0", false],
  ["101", false],
  ["2.5", false],
  ["-3", false],
  ["", false],
])("%s is a limit: %s", (text, is) => {
  expect(isLimit(text)).toBe(is);
});

test("what is set goes into a form, and only what was changed is sent", () => {
  const house = makeBootstrap();
  house.me.workspace.settings = {
    agent_can_assign: true,
    assignment_strategy: "round_robin",
    custom_allocation_url: "",
  };
  const values = valuesOfAllocation(house);
  expect(values).toEqual({
    agent_can_takeover: false,
    agent_can_assign: true,
    assignment_strategy: "round_robin",
    custom_allocation: false,
    custom_allocation_url: "",
    custom_allocation_fallback: "queue",
  });
  expect(changedOf(values, values)).toEqual({});
  expect(changedOf(values, { ...values, custom_allocation: true, assignment_strategy: "open" })).toEqual({
    custom_allocation: true,
    assignment_strategy: "open",
  });
});
