import { Copy, Ellipsis, FileCode, History, Pencil, Quote, Trash2 } from "lucide-react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { Menu, type MenuEntry } from "../../ui/menu";
import { editMessage, quoteMessage } from "../composer/api";
import type { Asking } from "./asked";
import { useThreadFacts } from "./context";
import { copyAndTell } from "./copy";
import { ReactionPicker, smallButton } from "./reaction-picker";
import { type Message, mailOf } from "./rules";

interface Props {
  message: Message;
  /** Which side of the bubble has room. Where there is room beside neither, it stands above. */
  side: "start" | "end" | "above";
  onAsk: (what: Asking["what"], message: Message) => void;
}

/** What one can do with a message; seen while it is pointed at or has the focus. */
export function MessageToolbar({ message, side, onAsk }: Props) {
  const t = useT();
  const { row, quotes } = useThreadFacts();
  const items = useMessageMenu(message, onAsk);
  const mayQuote = message.direction === "note" ? row.can.note : quotes && (row.can.reply || row.can.note);
  return (
    <div
      className={cx(
        "invisible absolute z-2 flex rounded-control border bg-raised group-focus-within/message:visible hoverable:group-hover/message:visible has-aria-expanded:visible",
        "-top-6 coarse:-top-11",
        side === "above" && "end-1",
        side === "end" && "start-1 md:start-full md:top-0 md:ms-1",
        side === "start" && "end-1 md:end-full md:top-0 md:me-1",
      )}
    >
      <ReactionPicker message={message} />
      {mayQuote && (
        <button
          type="button"
          className={smallButton}
          aria-label={t("messages.quote")}
          data-tip={t("messages.quote")}
          data-tip-side="top"
          onClick={() => quoteMessage(message)}
        >
          <Quote size={15} />
        </button>
      )}
      {items.length > 0 && (
        <Menu
          label={t("messages.more")}
          align="end"
          items={items}
          trigger={(props) => (
            <button type="button" {...props} className={smallButton} aria-label={t("messages.more")}>
              <Ellipsis size={16} />
            </button>
          )}
        />
      )}
    </div>
  );
}

/** What one can do with a message beyond answering it, as the entries of a menu. */
export function useMessageMenu(message: Message, onAsk: Props["onAsk"]): MenuEntry[] {
  const t = useT();
  const { me, edits, deletes, removes, row } = useThreadFacts();
  const own = message.by.kind === "member" && message.by.id === me;
  const note = message.direction === "note";
  // What was written elsewhere is the house's own, whoever of it wrote it.
  const outside = message.direction === "in" || message.by.kind === "device";
  const items: MenuEntry[] = [];
  if (message.text) {
    items.push({
      id: "copy",
      label: t("messages.copy_text"),
      icon: <Copy size={16} />,
      onSelect: () => void copyAndTell(message.text),
    });
  }
  if (message.edited_at) {
    const onSelect = () => onAsk("versions", message);
    items.push({ id: "versions", label: t("messages.versions"), icon: <History size={16} />, onSelect });
  }
  if (mailOf(message)) {
    const onSelect = () => onAsk("original", message);
    items.push({ id: "original", label: t("mail.original"), icon: <FileCode size={16} />, onSelect });
  }
  if (own && (note ? row.can.note : edits) && message.text) {
    const onSelect = () => editMessage(message);
    items.push({ id: "edit", label: t("messages.edit"), icon: <Pencil size={16} />, onSelect });
  }
  const mayDelete = (own && (note || deletes)) || (outside && removes && row.can.reply);
  // What went to one person alone is no comment that could be taken off the post.
  if (mayDelete && !message.comment?.private) {
    const onSelect = () => onAsk("delete", message);
    items.push({ id: "delete", label: t("messages.delete"), icon: <Trash2 size={16} />, danger: true, onSelect });
  }
  return items;
}
