import { ChevronsRight, LayoutTemplate, List, Lock, MessageSquare } from "lucide-react";
import { useCommands } from "../../commands/registry";
import { askForFocus, type Row, useCaps, useWindow } from "../conversations/api";
import { focusedMessage } from "../messages/api";
import { quoteMessage } from "./api";
import type { Mode } from "./rules";
import { setMode } from "./writing";

interface Props {
  row: Row;
  /** Sends what is written, resolves the conversation, and goes on to the next. */
  onSendAndGo: () => void;
  onOpen: (what: "template" | "menu") => void;
}

/** The keys and palette entries of the composer. Drawn beside it; it shows nothing itself. */
export function ComposerCommands({ row, onSendAndGo, onOpen }: Props) {
  const caps = useCaps(row);
  const windowOpen = useWindow(row).state !== "closed";
  const begin = (mode: Mode) => {
    const focused = mode === "reply" && caps?.answers ? focusedMessage(row.id) : undefined;
    if (focused?.direction === "in" && !focused.deleted_at) return quoteMessage(focused, "reply");
    setMode(row.id, mode);
    askForFocus(row.id);
  };
  useCommands(() => [
    {
      id: "compose.reply",
      label: "composer.reply",
      group: "compose",
      icon: MessageSquare,
      keys: ["r", "alt+r"],
      run: () => begin("reply"),
    },
    {
      id: "compose.note",
      label: "composer.note",
      group: "compose",
      icon: Lock,
      keys: ["n", "alt+n"],
      when: () => row.can.note,
      run: () => begin("note"),
    },
    {
      id: "compose.template",
      label: "composer.templates",
      find: "composer.templates_find",
      group: "compose",
      icon: LayoutTemplate,
      when: () => row.can.reply && Boolean(caps?.templates),
      run: () => onOpen("template"),
    },
    {
      id: "compose.menu",
      label: "composer.add_menu",
      find: "composer.menu_find",
      group: "compose",
      icon: List,
      when: () => row.can.reply && Boolean(caps?.menu) && windowOpen,
      run: () => onOpen("menu"),
    },
    {
      id: "compose.send_and_go",
      label: "composer.send_and_go",
      group: "compose",
      icon: ChevronsRight,
      keys: ["mod+shift+enter"],
      onlyKey: true,
      when: () => row.can.reply || row.can.resolve,
      run: onSendAndGo,
    },
  ]);
  return null;
}
