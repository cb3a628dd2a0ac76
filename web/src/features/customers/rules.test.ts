// @vitest-environment node
import { afterEach, expect, test, vi } from "vitest";
import { fakeApi, Refusal } from "../../test/fake-api";
import { filtersOf, idsOf, isNarrowed, readCustomersSearch, searchOf } from "./address";
import { questionOf } from "./api";
import { assignMany, takeBack } from "./assigning";
import { addDays, daysOf, presetOf, presets } from "./days";

afterEach(() => vi.unstubAllGlobals());

test("an address is read leniently, and a view is an address without the page", () => {
  const search = readCustomersSearch({ list: "queue", type: "else", channel: "a,b", q: 12, after: "x", other: "y" });
  expect(search).toEqual({ list: "queue", channel: "a,b", q: "12", after: "x" });
  expect(idsOf(search, "channel")).toEqual(["a", "b"]);
  expect(filtersOf(search)).toBe("channel=a%2Cb&list=queue&q=12");
  expect(searchOf(filtersOf(search))).toEqual({ list: "queue", channel: "a,b", q: "12" });
  expect([isNarrowed(search), isNarrowed({ list: "queue", after: "x" })]).toEqual([true, false]);
  expect(questionOf(search)).toEqual({ tab: "queue", channel: "a,b", last_handler: "", department: "", q: "12" });
});

test("days are counted in the calendar, over months and leap days, and a preset knows its own", () => {
  expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
  expect(daysOf("week", "2026-03-03")).toEqual({ from: "2026-02-25", to: "2026-03-03" });
  expect(daysOf("month", "2026-03-03")).toEqual({ from: "2026-02-02", to: "2026-03-03" });
  for (const preset of presets) expect(presetOf(daysOf(preset, "2026-11-22"), "2026-11-22")).toBe(preset);
  expect(presetOf({ from: "2026-11-01" }, "2026-11-22")).toBeUndefined();
});

const given = (id: string, assignee_id: string | null = null) => ({ id, name: id, assignee_id });

test("many are assigned ten by ten, and each that is refused says why", async () => {
  const asked = fakeApi(({ body }) => ({
    results: (body as { conversations: { id: string }[] }).conversations.map(({ id }) =>
      id === "c3" ? { id, status: "refused", code: "wrong_state" } : { id, status: "assigned", code: "" },
    ),
  }));
  const told: number[] = [];
  const all = Array.from({ length: 23 }, (_, at) => given(`c${at}`));
  const outcome = await assignMany(all, { to: "dewi" }, (done) => told.push(done));
  expect(told).toEqual([10, 20, 23]);
  expect(asked).toHaveLength(3);
  expect(outcome.assigned).toHaveLength(22);
  expect(outcome.refused).toEqual([{ given: given("c3"), code: "wrong_state" }]);
});

test("what is taken back goes where it was, as far as it still can", async () => {
  const asked = fakeApi(({ path }) => (path.includes("c2") ? new Refusal(409, "wrong_state") : undefined));
  expect(await takeBack([given("c1"), given("c2"), given("c3", "eko")], "dewi")).toBe(2);
  expect(asked.map(({ path }) => path)).toEqual([
    "/conversations/c1/unassign",
    "/conversations/c2/unassign",
    "/conversations/c3/assign",
  ]);
});
