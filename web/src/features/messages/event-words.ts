import type { Translate, WordKey } from "../../lib/i18n";
import type { By, ThreadEvent } from "./rules";

interface Names {
  /** What to call who did it. */
  by: (by: By) => string;
  /** What a department is called. */
  department: (id: string | undefined) => string;
  /** Id of who reads it. */
  me: string;
}

/** Says in one sentence what happened to the conversation. */
export function eventWords(t: Translate, event: ThreadEvent, names: Names): string {
  const by = names.by(event.by);
  const member = within(t, event.member_id, names);
  const self = event.by.kind === "member" && event.by.id === event.member_id;
  switch (event.kind) {
    case "conversation.opened":
      return over(t, event, t(event.returning ? "messages.event_opened_again" : "messages.event_opened", { name: by }));
    case "conversation.reopened":
      return t("messages.event_reopened", { name: by });
    case "conversation.assigned":
      if (event.pick) return pickWords(t, event, "", member);
      if (event.why === "first_reply") return t("messages.event_claimed", { name: by });
      return over(t, event, t(self ? "messages.event_taken" : "messages.event_assigned", { name: by, member }));
    case "conversation.transferred":
      return over(t, event, transferWords(t, event, names, by, member, self));
    case "allocation.failed":
      return t("messages.event_allocation_failed");
    case "conversation.held":
      return t("messages.event_held", { member });
    case "conversation.unassigned":
      return freedWords(t, event, by, member);
    case "conversation.moved":
      return movedWords(t, event, names, by);
    case "conversation.inactive":
      return t("messages.event_inactive", { member });
    case "conversation.resolved":
      return t("messages.event_resolved", { name: by });
    case "conversation.linked":
      return t(event.linked_kind === "comments" ? "messages.event_from_comment" : "messages.event_goes_on");
    default:
      return "";
  }
}

function freedWords(t: Translate, { why }: ThreadEvent, name: string, member: string): string {
  if (why === "department_changed") return t("messages.event_department_left", { member });
  if (why === "member_removed") return t("messages.event_member_removed", { member });
  return t("messages.event_unassigned", { name });
}

function movedWords(t: Translate, event: ThreadEvent, names: Names, name: string): string {
  const [from, to] = [names.department(event.from_department_id), names.department(event.department_id)];
  if (event.why === "by_hand") return t("messages.event_moved", { name, from, to });
  return t(event.why === "department_revoked" ? "messages.event_moved_revoked" : "messages.event_moved_removed", {
    from,
    to,
  });
}

/** What to call a member in the middle of a sentence. */
function within(t: Translate, id: string | undefined, names: Names): string {
  return id === names.me ? t("messages.you_within") : names.by({ kind: "member", id: id ?? "" });
}

function transferWords(
  t: Translate,
  event: ThreadEvent,
  names: Names,
  name: string,
  member: string,
  self: boolean,
): string {
  const from = within(t, event.from_id, names);
  if (event.pick) return pickWords(t, event, from, member);
  if (self) return t("messages.event_taken_over", { name, from });
  if (event.by.id === event.from_id) return t("messages.event_handed_on", { name, member });
  return t("messages.event_transferred", { name, from, member });
}

/** Whom a strategy chose, and by what; `from`: who did not answer in time, empty when it waited in the queue. */
function pickWords(t: Translate, event: ThreadEvent, from: string, member: string): string {
  const { rule = "", load = 0 } = event.pick ?? {};
  const why = rule in reasons ? t(reasons[rule as keyof typeof reasons], { load }) : "";
  const words = from ? t("messages.event_moved_on", { from, member }) : t("messages.event_given", { member });
  return why ? `${words}: ${why}` : words;
}

const reasons = {
  only_one: "messages.pick_alone",
  least_load: "messages.pick_least_load",
  longest_ago: "messages.pick_longest_ago",
  first_joined: "messages.pick_first_joined",
  next_in_turn: "messages.pick_next_in_turn",
  custom_allocation: "messages.pick_custom_allocation",
} as const satisfies Record<string, WordKey>;

/** Adds that somebody insisted on giving more than the limit. */
function over(t: Translate, event: ThreadEvent, words: string): string {
  return event.over_limit ? t("messages.event_over_limit", { words }) : words;
}
