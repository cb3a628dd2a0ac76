import type { Translate, WordKey } from "../../lib/i18n";
import type { Member } from "../account/api";
import type { AllocationTrial } from "./allocation-api";

type Outcome = Pick<AllocationTrial, "outcome" | "code" | "detail" | "member_id">;

/** Says what came of asking a service. */
export function outcomeWords(t: Translate, got: Outcome, members: readonly Pick<Member, "id" | "name">[]): string {
  if (got.outcome === "waits") return t("routing.custom_waits");
  if (got.outcome === "assigned") {
    return t("routing.custom_assigned", { name: members.find(({ id }) => id === got.member_id)?.name ?? "?" });
  }
  const key = `routing.custom_code_${got.code}` as WordKey;
  const words = t(key);
  return words === key ? t("routing.custom_failed", { detail: got.detail || got.code }) : words;
}
