import { Copy, Ellipsis, History, Pencil, Quote, SmilePlus, Trash2 } from "lucide-react";
import { lazy, Suspense } from "react";
import { copyText } from "../../lib/clipboard";
import { cx } from "../../lib/cx";
import { t as say, useT } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { Menu, type MenuEntry } from "../../ui/menu";
import { Popover } from "../../ui/popover";
import { Spinner } from "../../ui/spinner";
import { editMessage, quoteMessage } from "../composer/api";
import { react } from "./acts";
import { useThreadFacts } from "./context";
import { type Message, reactionOf } from "./rules";

const EmojiPicker = lazy(() => import("../../ui/emoji/picker").then((part) => ({ default: part.EmojiPicker })));

const button =
  "inline-flex size-7 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink aria-expanded:bg-hover coarse:size-11";

interface Props {
  message: Message;
  /** Which side of the bubble has room. */
  side: "start" | "end";
  onAsk: (what: "delete" | "versions", message: Message) => void;
}

/** What one can do with a message; seen while it is pointed at or has the focus. */
export function MessageToolbar({ message, side, onAsk }: Props) {
  const t = useT();
  const { row } = useThreadFacts();
  const items = useMenu(message, onAsk);
  const mayQuote = message.direction === "note" ? row.can.note : row.can.reply || row.can.note;
  return (
    <div
      className={cx(
        "invisible absolute z-2 flex rounded-control border bg-raised group-focus-within/message:visible hoverable:group-hover/message:visible has-aria-expanded:visible",
        "-top-6 md:top-0 coarse:-top-11",
        side === "end" ? "start-1 md:start-full md:ms-1" : "end-1 md:end-full md:me-1",
      )}
    >
      <ReactionPicker message={message} />
      {mayQuote && (
        <button
          type="button"
          className={button}
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
            <button type="button" {...props} className={button} aria-label={t("messages.more")}>
              <Ellipsis size={16} />
            </button>
          )}
        />
      )}
    </div>
  );
}

function useMenu(message: Message, onAsk: Props["onAsk"]): MenuEntry[] {
  const t = useT();
  const { me, edits, deletes, row } = useThreadFacts();
  const own = message.by.kind === "member" && message.by.id === me;
  const note = message.direction === "note";
  const items: MenuEntry[] = [];
  if (message.text) {
    items.push({
      id: "copy",
      label: t("messages.copy_text"),
      icon: <Copy size={16} />,
      onSelect: () => void copy(message),
    });
  }
  if (message.edited_at) {
    const onSelect = () => onAsk("versions", message);
    items.push({ id: "versions", label: t("messages.versions"), icon: <History size={16} />, onSelect });
  }
  if (own && (note ? row.can.note : edits) && message.text) {
    const onSelect = () => editMessage(message);
    items.push({ id: "edit", label: t("messages.edit"), icon: <Pencil size={16} />, onSelect });
  }
  if (own && (note || deletes)) {
    const onSelect = () => onAsk("delete", message);
    items.push({ id: "delete", label: t("messages.delete"), icon: <Trash2 size={16} />, danger: true, onSelect });
  }
  return items;
}

async function copy(message: Message): Promise<void> {
  const done = await copyText(message.text);
  toast({ text: say(done ? "ui.copied" : "ui.copy_failed"), kind: done ? "done" : "failed", stay: 2500 });
}

/** On notes any emoji, since they stay in the house; else those the channel knows. */
function ReactionPicker({ message }: { message: Message }) {
  const t = useT();
  const { reactions, me } = useThreadFacts();
  const free = message.direction === "note";
  if (!free && reactions.length === 0) return null;
  const pick = (emoji: string, close: () => void) => {
    close();
    void react(message, emoji);
  };
  return (
    <Popover
      label={t("messages.react")}
      side="top"
      trigger={(props) => (
        <button
          type="button"
          {...props}
          className={button}
          aria-label={t("messages.react")}
          data-tip={t("messages.react")}
          data-tip-side="top"
        >
          <SmilePlus size={16} />
        </button>
      )}
    >
      {(close) =>
        free ? (
          <Suspense fallback={<Spinner />}>
            <EmojiPicker onPick={(emoji) => pick(emoji, close)} />
          </Suspense>
        ) : (
          <Choices emoji={reactions} chosen={reactionOf(message.reactions, me)} onPick={(one) => pick(one, close)} />
        )
      }
    </Popover>
  );
}

interface ChoicesProps {
  emoji: readonly string[];
  chosen: string;
  onPick: (emoji: string) => void;
}

function Choices({ emoji, chosen, onPick }: ChoicesProps) {
  const t = useT();
  return (
    <div className="flex gap-0.5">
      {emoji.map((one) => (
        <button
          key={one}
          type="button"
          aria-label={t("messages.react_with", { emoji: one })}
          aria-pressed={one === chosen}
          onClick={() => onPick(one)}
          className="target inline-flex items-center justify-center rounded-control text-[20px] hover:bg-hover aria-pressed:bg-selected"
        >
          {one}
        </button>
      ))}
    </div>
  );
}
