import { Smile } from "lucide-react";
import type { RefObject } from "react";
import { useT } from "../../lib/i18n";
import { late } from "../../lib/late";
import { IconButton } from "../../ui/icon-button";
import { Popover } from "../../ui/popover";
import { Spinner } from "../../ui/spinner";
import { changeDesk, deskOf } from "./desk";
import { spliced } from "./rules";
import { write } from "./writing";

const EmojiPicker = late(async () => (await import("../../ui/emoji/picker")).EmojiPicker, { waiting: <Spinner /> });

interface Props {
  conversation: string;
  area: RefObject<HTMLTextAreaElement | null>;
}

/** Puts emoji where the caret is. */
export function EmojiButton({ conversation, area }: Props) {
  const t = useT();
  const put = (emoji: string) => {
    const element = area.current;
    if (!element) return;
    const { selectionStart, selectionEnd, value } = element;
    const next = spliced(value, selectionStart, selectionEnd, emoji);
    const { mode, editing } = deskOf(conversation);
    if (editing) changeDesk(conversation, () => ({ editing: { ...editing, text: next.text } }));
    else write(conversation, mode, next.text);
    requestAnimationFrame(() => element.setSelectionRange(next.caret, next.caret));
  };
  return (
    <Popover
      label={t("composer.emoji")}
      side="top"
      trigger={(props) => <IconButton {...props} label={t("composer.emoji")} tip="top" icon={<Smile size={18} />} />}
    >
      {(close) => (
        <EmojiPicker
          onPick={(emoji, more) => {
            put(emoji);
            if (more) return;
            close();
            setTimeout(() => area.current?.focus(), 30);
          }}
        />
      )}
    </Popover>
  );
}
