// @vitest-environment node
import { expect, test } from "vitest";
import { makeMember } from "../../test/makers";
import type { Agent } from "./api";
import { byFullness, isFull, isTelling, shownAgents } from "./rules";

const agent = (name: string, state: "online" | "offline", ...department_ids: string[]): Agent => ({
  member: makeMember({ name, presence: { state, since: null } }),
  department_ids,
  active_at: null,
  channels: [],
  device: "",
  handled: 0,
  limit: null,
  waiting: 0,
  resolved_today: 0,
  first_replies_today: 0,
  first_reply_seconds: null,
});

test("who is online comes first, then the alphabet; a department narrows it", () => {
  const all = [agent("Fitri", "online", "d1"), agent("Agus", "offline", "d1"), agent("Eko", "online", "d2")];
  const names = (department: string) => shownAgents(all, department).map(({ member }) => member.name);
  expect(names("")).toEqual(["Eko", "Fitri", "Agus"]);
  expect(names("d1")).toEqual(["Fitri", "Agus"]);
  expect(names("d3")).toEqual([]);
});

test.each([
  [3, 3, true],
  [4, 3, true],
  [2, 3, false],
  [9, null, false],
  [0, 0, true],
])("with %s of %s conversations full: %s", (handled, limit, full) => {
  expect(isFull({ handled, limit })).toBe(full);
});

test("of channels with limits of their own the fullest is told, and the others when one asks", () => {
  const [chat, mail] = ["Obrolan", "Surat"].map((name, i) => ({ id: name, name, handled: 2 - i, limit: 2 }));
  expect(byFullness({ channels: [] })).toEqual({ fullest: undefined, others: [] });
  expect(byFullness({ channels: [chat, mail] as never })).toEqual({ fullest: chat, others: [mail] });
});

test.each([
  ["conversation.assigned", true],
  ["message.received", true],
  ["member.presence", true],
  ["channel.updated", false],
])("%s changes the figures: %s", (kind, telling) => {
  expect(isTelling(kind)).toBe(telling);
});
