/** What one can do to a conversation, declared once: the header, the row's menu, the keys and the palette read it here. */
import {
  Building2,
  CheckCheck,
  ChevronsRight,
  CornerDownLeft,
  type LucideIcon,
  Mail,
  UserPlus,
  UserRoundCheck,
} from "lucide-react";
import type { WordKey } from "../../lib/i18n";
import { createStore } from "../../lib/store";
import { takeConversation, unassignConversation } from "./acts";
import { askForFocus } from "./focus";
import { otherDepartments } from "./people";
import { markUnread } from "./reading";
import { resolveSoon } from "./resolving";
import type { Row } from "./rules";
import { afterwards, openConversation } from "./way";

export interface ConversationAction {
  id: string;
  label: WordKey;
  /** More words to find it by. */
  find?: WordKey;
  icon: LucideIcon;
  keys?: readonly string[];
  can: (row: Row) => boolean;
  run: (row: Row) => void;
}

/** The conversation the dialog "assign to an agent" is open for; empty for none. */
export const assigning = createStore("");

/** The conversation the dialog "move to a department" is open for; empty for none. */
export const moving = createStore("");

export const actions: readonly ConversationAction[] = [
  {
    id: "conversation.take",
    label: "inbox.take",
    find: "inbox.take_find",
    icon: UserRoundCheck,
    keys: ["m"],
    can: (row) => row.can.take,
    run: (row) => void takeConversation(row.id).then((done) => done && askForFocus(row.id)),
  },
  {
    id: "conversation.assign",
    label: "inbox.assign",
    find: "inbox.assign_find",
    icon: UserPlus,
    keys: ["a"],
    can: (row) => row.can.assign,
    run: (row) => assigning.set(row.id),
  },
  {
    id: "conversation.unassign",
    label: "inbox.unassign",
    icon: CornerDownLeft,
    can: (row) => row.can.unassign,
    run: (row) => void unassignConversation(row.id),
  },
  {
    id: "conversation.move",
    label: "inbox.move",
    icon: Building2,
    can: (row) => row.can.move && otherDepartments(row).length > 0,
    run: (row) => moving.set(row.id),
  },
  {
    id: "conversation.unread",
    label: "inbox.mark_unread",
    icon: Mail,
    keys: ["u"],
    can: (row) => row.inbound_count > 0 && row.mine.unread === 0,
    run: (row) => void markUnread(row.id),
  },
  {
    id: "conversation.resolve",
    label: "inbox.resolve",
    find: "inbox.resolve_find",
    icon: CheckCheck,
    keys: ["e"],
    can: (row) => row.can.resolve,
    run: (row) => resolveSoon(row.id),
  },
  {
    id: "conversation.resolve_next",
    label: "inbox.resolve_next",
    icon: ChevronsRight,
    keys: ["shift+e"],
    can: (row) => row.can.resolve,
    run: resolveAndGo,
  },
];

/** Resolves a conversation and goes on to the next one in the list. */
export function resolveAndGo(row: Row): void {
  const next = afterwards(row.id);
  resolveSoon(row.id);
  openConversation(next);
}
