import { expect, test } from "vitest";
import { t } from "../../lib/i18n";
import { makeEvent } from "../../test/inbox-makers";
import { eventWords } from "./event-words";
import type { By, ThreadEvent } from "./rules";

const names: Record<string, string> = { p1: "Siti", m1: "Anda", m2: "Eko", m3: "Citra" };
const by = (one: By) => (one.kind === "system" ? "Sistem" : (names[one.id] ?? "?"));
const eko = { kind: "member", id: "m2" } as const;
const citra = { kind: "member", id: "m3" } as const;
const system = { kind: "system", id: "" } as const;

test.each<[Partial<ThreadEvent>, string]>([
  [{ kind: "conversation.opened" }, "Siti memulai percakapan"],
  [{ kind: "conversation.opened", returning: true }, "Siti kembali memulai percakapan"],
  [{ kind: "conversation.reopened" }, "Siti menulis lagi; percakapan kembali ke antrean"],
  [
    { kind: "conversation.assigned", by: eko, member_id: "m2", why: "first_reply" },
    "Eko membalas dan menangani percakapan",
  ],
  [{ kind: "conversation.assigned", by: eko, member_id: "m2" }, "Eko mengambil percakapan"],
  [{ kind: "conversation.assigned", by: citra, member_id: "m2" }, "Citra menugaskan percakapan ke Eko"],
  [
    { kind: "conversation.transferred", by: citra, from_id: "m2", member_id: "m3" },
    "Citra mengambil alih percakapan dari Eko",
  ],
  [
    { kind: "conversation.transferred", by: eko, from_id: "m2", member_id: "m3" },
    "Eko memindahkan percakapan ke Citra",
  ],
  [
    { kind: "conversation.transferred", by: citra, from_id: "m2", member_id: "m1" },
    "Citra memindahkan percakapan dari Eko ke Anda",
  ],
  [{ kind: "conversation.unassigned", by: eko, member_id: "m2" }, "Eko mengembalikan percakapan ke antrean"],
  [{ kind: "conversation.inactive", by: system, member_id: "m2" }, "Sesi dengan Eko berakhir; percakapan tidak aktif"],
  [{ kind: "conversation.resolved", by: eko }, "Eko menyelesaikan percakapan"],
  [{ kind: "conversation.read", by: eko }, ""],
])("%j", (part, words) => {
  expect(eventWords(t, makeEvent(part), { by, department: (id) => id ?? "", me: "m1" })).toBe(words);
});

test("a member who left the house is named in why it went back", () => {
  const event = makeEvent({ kind: "conversation.unassigned", by: system, member_id: "m2", why: "member_removed" });
  expect(eventWords(t, event, { by, department: (id) => id ?? "", me: "m1" })).toBe(
    "Eko bukan anggota lagi; percakapan kembali ke antrean",
  );
});

type Pick = NonNullable<ThreadEvent["pick"]>;

const pick = (rule: Pick["rule"], load = 0): Pick => ({ strategy: "min_workload", rule, load, among: 3 });

test.each<[Partial<ThreadEvent>, string]>([
  [
    { kind: "conversation.assigned", member_id: "m2", why: "auto_assigned", pick: pick("least_load", 2) },
    "Diberikan otomatis ke Eko: beban paling sedikit (2)",
  ],
  [
    { kind: "conversation.assigned", member_id: "m1", why: "auto_assigned", pick: pick("next_in_turn") },
    "Diberikan otomatis ke Anda: giliran berikutnya",
  ],
  [
    { kind: "conversation.transferred", from_id: "m2", member_id: "m3", why: "idle_rule", pick: pick("only_one") },
    "Eko belum membalas; dialihkan otomatis ke Citra: satu-satunya yang dapat menerima",
  ],
  [
    { kind: "conversation.held", member_id: "m2", why: "idle_rule", pick: pick("nobody") },
    "Eko belum membalas dan tidak ada agen lain yang dapat menerima; percakapan tetap pada Eko",
  ],
])("by itself: %j", (part, words) => {
  expect(eventWords(t, makeEvent({ by: system, ...part }), { by, department: (id) => id ?? "", me: "m1" })).toBe(words);
});

test("that somebody insisted on more than the limit is said", () => {
  const event = makeEvent({ kind: "conversation.assigned", by: citra, member_id: "m2", over_limit: true });
  expect(eventWords(t, event, { by, department: (id) => id ?? "", me: "m1" })).toBe(
    "Citra menugaskan percakapan ke Eko, melebihi batas",
  );
});
