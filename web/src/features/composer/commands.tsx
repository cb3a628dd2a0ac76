import { ChevronsRight, Lock, MessageSquare } from "lucide-react";
import { useCommands } from "../../commands/registry";
import { askForFocus, type Row } from "../conversations/api";
import type { Mode } from "./rules";
import { setMode } from "./writing";

interface Props {
  row: Row;
  /** Sends what is written, resolves the conversation, and goes on to the next. */
  onSendAndGo: () => void;
}

/** The keys and palette entries of the composer. Drawn beside it; it shows nothing itself. */
export function ComposerCommands({ row, onSendAndGo }: Props) {
  const begin = (mode: Mode) => {
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
