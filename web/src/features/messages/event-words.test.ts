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
  expect(eventWords(t, makeEvent(part), { by, me: "m1" })).toBe(words);
});

test("a member who left the house is named in why it went back", () => {
  const event = makeEvent({ kind: "conversation.unassigned", by: system, member_id: "m2", why: "member_removed" });
  expect(eventWords(t, event, { by, me: "m1" })).toBe("Eko bukan anggota lagi; percakapan kembali ke antrean");
});
