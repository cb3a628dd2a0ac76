import { type ClipboardEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useState } from "react";
import { cx } from "../../lib/cx";
import { enterSends } from "../../lib/enter";
import { useT, type WordKey } from "../../lib/i18n";
import { isTouch } from "../../lib/platform";
import { useStore } from "../../lib/store";
import { fitHeight } from "../../ui/text-area";
import { type Row, useCaps } from "../conversations/api";
import { changeDesk, useDesk } from "./desk";
import { MentionList, useMentions } from "./mentions";
import { sends } from "./rules";
import { addFiles } from "./uploads";
import { dropQuote, editLast, write } from "./writing";

interface Props {
  row: Row;
  area: RefObject<HTMLTextAreaElement | null>;
  /** One writes letters here: there is more room, and Enter makes a line. */
  long?: boolean;
  onSend: () => void;
  onTyped: () => void;
}

/** Lines up to which the text area grows; letters have more. */
const mostRows = 9;
const longRows = 24;

/** The text area with what its keys do. */
export function WritingArea({ row, area, long = false, onSend, onTyped }: Props) {
  const t = useT();
  const { mode, editing, ...desk } = useDesk(row.id);
  const [caret, setCaret] = useState(0);
  const enter = useStore(enterSends);
  const open = useCaps(row)?.public ?? false;
  const text = editing ? editing.text : desk[mode].text;
  const mentions = useMentions(row, mode === "note" && !editing, text, caret, area);
  useLayoutEffect(() => {
    // The height follows the text, whoever changed it.
    if (area.current?.value === text) fitHeight(area.current, long ? longRows : mostRows);
  }, [text, area, long]);

  const type = (next: string, at: number) => {
    setCaret(at);
    onTyped();
    if (editing) changeDesk(row.id, () => ({ editing: { ...editing, text: next } }));
    else write(row.id, mode, next);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (mentions.press(event)) return;
    if (sends({ ...facts(event), isComposing: event.nativeEvent.isComposing }, enter && !long, isTouch())) {
      event.preventDefault();
      return onSend();
    }
    if (event.key === "ArrowUp" && text === "" && editLast(row.id)) event.preventDefault();
    if (event.key === "Escape") leave(event);
  };
  const leave = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    event.stopPropagation();
    if (editing) changeDesk(row.id, () => ({ editing: undefined }));
    else if (desk[mode].quote) dropQuote(row.id, mode);
    else event.currentTarget.blur();
  };
  const paste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0 || editing) return;
    event.preventDefault();
    addFiles(row.id, files);
  };
  return (
    <div className="relative">
      <MentionList mentions={mentions} />
      <textarea
        ref={area}
        rows={rowsAtFirst(long)}
        dir="auto"
        aria-label={t(editing ? "composer.editing" : mode === "note" ? "composer.write_note" : "composer.write_reply")}
        placeholder={t(placeholder(row, mode, editing !== undefined, open))}
        value={text}
        onChange={(event) => type(event.target.value, event.target.selectionStart)}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={press}
        onPaste={paste}
        {...mentions.wiring}
        // Above a phone's keyboard the newest message and the way to send stay in view.
        className={cx(
          "field-text block w-full resize-none bg-transparent px-4 py-2 outline-none max-md:min-h-0",
          long ? "max-h-[max(4rem,40dvh)]" : "max-h-[max(4rem,28dvh)]",
        )}
      />
    </div>
  );
}

function rowsAtFirst(long: boolean): number {
  if (isTouch()) return long ? 2 : 1;
  return long ? 4 : 2;
}

function facts({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent) {
  return { key, shiftKey, ctrlKey, metaKey, altKey };
}

function placeholder(row: Row, mode: "reply" | "note", editing: boolean, open: boolean): WordKey {
  if (editing) return "composer.editing";
  if (mode === "note") return "composer.note_placeholder";
  if (row.state === "in_queue" || row.state === "inactive") return "composer.claim_placeholder";
  return open ? "comments.placeholder" : "composer.placeholder";
}
