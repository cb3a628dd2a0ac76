import { ArrowDown, ArrowUp, Hand, MessageSquareQuote, PanelRight, Search, Undo2, X } from "lucide-react";
import { type Command, useCommands, useContextFor } from "../../commands/registry";
import { actions } from "./actions";
import { isLeaving, rowOf } from "./book";
import { hasComments } from "./conversation-kinds";
import { shownList } from "./list";
import { useTakeNext } from "./next-button";
import { may } from "./people";
import { hasUndo, undoLatest } from "./resolving";
import { searchField } from "./search-box";
import { useSwitchKind } from "./switch-kind";
import { neighbor, openConversation, shownOrder } from "./way";

declare module "../../commands/registry" {
  interface CommandContext {
    /** Id of the conversation that is open. */
    conversation?: string | undefined;
  }
}

interface Props {
  /** Id of the conversation that is open; empty for none. */
  open: string;
  onPanel: () => void;
}

/** The keys and palette entries of the inbox. Drawn once, while the inbox is shown; it shows nothing itself. */
export function InboxCommands({ open, onPanel }: Props) {
  const takeNext = useTakeNext();
  const switchKind = useSwitchKind();
  useContextFor("conversation", open || undefined);
  useCommands(() => [
    ...actions.map(
      ({ id, label, find, icon, keys, can, run }): Command => ({
        id,
        label,
        group: "conversation",
        icon,
        ...(find ? { find } : {}),
        ...(keys ? { keys } : {}),
        when: ({ conversation }) => isOpen(conversation, can),
        run: ({ conversation }) => {
          const row = rowOf(conversation ?? "");
          if (row) run(row);
        },
      }),
    ),
    {
      id: "conversation.panel",
      label: "inbox.panel",
      group: "conversation",
      icon: PanelRight,
      keys: ["i"],
      when: ({ conversation }) => Boolean(conversation),
      run: onPanel,
    },
    {
      id: "conversation.undo",
      label: "inbox.undo",
      group: "conversation",
      icon: Undo2,
      keys: ["mod+z"],
      onlyKey: true,
      when: () => !isWriting() && hasUndo(),
      run: () => void undoLatest(),
    },
    {
      id: "list.next_chat",
      label: "inbox.take_next",
      group: "list",
      icon: Hand,
      when: () => may("claim"),
      run: () => void takeNext(),
    },
    {
      id: "conversation.close",
      label: "inbox.close",
      group: "conversation",
      icon: X,
      keys: ["escape"],
      onlyKey: true,
      when: () => open !== "" && !isInLayer() && !isWriting(),
      run: () => leave(open),
    },
    {
      id: "list.kind",
      label: "inbox.switch_kind",
      find: "inbox.switch_kind_find",
      group: "list",
      icon: MessageSquareQuote,
      keys: ["c"],
      when: hasComments,
      run: switchKind,
    },
    { id: "list.search", label: "inbox.search", group: "list", icon: Search, keys: ["/"], run: focusSearch },
    {
      id: "list.next",
      label: "inbox.next",
      group: "list",
      icon: ArrowDown,
      keys: ["j", "alt+j"],
      onlyKey: true,
      run: () => step(open, 1),
    },
    {
      id: "list.previous",
      label: "inbox.previous",
      group: "list",
      icon: ArrowUp,
      keys: ["k", "alt+k"],
      onlyKey: true,
      run: () => step(open, -1),
    },
  ]);
  return null;
}

function isOpen(
  conversation: string | undefined,
  can: (row: NonNullable<ReturnType<typeof rowOf>>) => boolean,
): boolean {
  const row = rowOf(conversation ?? "");
  return row !== undefined && !isLeaving(row.id) && can(row);
}

/** Whether a text is being written, where Ctrl+Z belongs to the text. */
function isWriting(): boolean {
  const focused = document.activeElement;
  return focused instanceof HTMLTextAreaElement || focused instanceof HTMLInputElement;
}

/** Whether the focus is in something that floats, which Esc closes first. */
function isInLayer(): boolean {
  return document.activeElement?.closest("[role=menu], [role=listbox], [role=dialog]") != null;
}

/** Goes back to the list, to the row one came from. */
function leave(open: string): void {
  const at = shownOrder.get().indexOf(open);
  openConversation("");
  if (at >= 0) shownList.current?.focusRow(at);
}

function focusSearch(): void {
  searchField.current?.focus();
  searchField.current?.select();
}

/** With a conversation open, the next one is opened; without, the focus moves through the list. */
function step(open: string, by: 1 | -1): void {
  if (open) {
    const next = neighbor(open, by);
    if (next) openConversation(next);
    return;
  }
  const focused = Number(document.activeElement?.getAttribute("data-row") ?? (by === 1 ? -1 : 1));
  const at = Math.min(shownOrder.get().length - 1, Math.max(0, focused + by));
  shownList.current?.focusRow(at);
}
