// @vitest-environment node
import { afterEach, expect, test, vi } from "vitest";
import { fakeApi, Refusal } from "../../test/fake-api";
import { countFilters, filtersOf, idsOf, isNarrowed, noFilters, readCustomersSearch, searchOf } from "./address";
import { questionOf } from "./api";
import { assignMany, takeBack } from "./assigning";
import { columnsOf, staysIn, urgencyOf } from "./columns";
import { addDays, daysOf, presetOf, presets } from "./days";
import { cancelTaking, lineCounter, nameIn, takeFile, taking } from "./take-file";

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

test("clearing the filters leaves nothing that narrows, and a range of days is one filter", () => {
  const all = { type: "inbox", channel: "a", last_handler: "b", department: "c", from: "2026-11-01", to: "2026-11-02" };
  const search = readCustomersSearch({ ...all, q: "batik", list: "queue" });
  expect(countFilters(search)).toBe(5);
  expect(isNarrowed({ ...search, ...noFilters })).toBe(false);
});

test("a list says how its rows stand only where they differ, and rows leave it when they do no more", () => {
  expect(columnsOf({})).toContain("state");
  expect(columnsOf({ list: "queue" })).not.toContain("state");
  expect(columnsOf({ list: "queue" })[0]).toBe("queue");
  expect(columnsOf({ list: "handled" })).toEqual(["channel", "handler", "handled", "last"]);
  expect(columnsOf({ list: "queue", q: "batik" })).toContain("state");
  expect(columnsOf({ from: "2026-11-01" })).toContain("opened");
  expect(staysIn({ list: "queue" }, { state: "handled" })).toBe(false);
  expect(staysIn({ list: "handled" }, { state: "handled" })).toBe(true);
  expect([staysIn({}, { state: "resolved" }), staysIn({ list: "queue", q: "x" }, { state: "resolved" })]).toEqual([
    true,
    true,
  ]);
});

test.each([
  [0, "calm"],
  [14.9, "calm"],
  [15, "long"],
  [59.9, "long"],
  [60, "late"],
])("after %s minutes a wait is %s", (minutes, urgency) => {
  expect(urgencyOf(minutes * 60_000)).toBe(urgency);
});

test("rows of a file are counted as its bytes come, wherever they are cut and whatever is quoted", () => {
  const text = 'Pelanggan,Telepon\r\n"Sari ""B""\n2",+62\r\nBudi,\r\n';
  const bytes = new TextEncoder().encode(text);
  for (let cut = 0; cut <= bytes.length; cut++) {
    const count = lineCounter();
    count(bytes.slice(0, cut));
    expect(count(bytes.slice(cut))).toBe(3);
  }
  expect(nameIn('attachment; filename="sapa-2026-11-22.csv"')).toBe("sapa-2026-11-22.csv");
  expect(nameIn(null)).toBe("sapa.csv");
});

test("of a file that breaks off nothing is kept, and why is told until somebody closes it", async () => {
  const broken = new ReadableStream({
    start: (control) => {
      control.enqueue(new TextEncoder().encode("Pelanggan\r\nSari\r\n"));
      control.error(new TypeError("network"));
    },
  });
  vi.stubGlobal("fetch", async () => new Response(broken));
  expect(await takeFile("/api/v1/customers/file")).toBe(-1);
  expect(taking.get()).toMatchObject({ from: "/api/v1/customers/file", error: { code: "offline" } });
  cancelTaking();
  expect(taking.get()).toBeUndefined();
});

test("days are counted in the calendar, over months and leap days, and a preset knows its own", () => {
  expect(addDays("2028-03-01", -1)).toBe("2028-02-29");
  expect(daysOf("week", "2026-03-03")).toEqual({ from: "2026-02-25", to: "2026-03-03" });
  expect(daysOf("month", "2026-03-03")).toEqual({ from: "2026-02-02", to: "2026-03-03" });
  for (const preset of presets) expect(presetOf(daysOf(preset, "2026-11-22"), "2026-11-22")).toBe(preset);
  expect(presetOf({ from: "2026-11-01" }, "2026-11-22")).toBeUndefined();
});

const given = (id: string, assignee_id: string | null = null) => ({
  id,
  name: id,
  assignee_id,
  channel_id: "w",
  department_id: null,
});

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
