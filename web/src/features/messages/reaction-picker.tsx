import { SmilePlus } from "lucide-react";
import { useT } from "../../lib/i18n";
import { late } from "../../lib/late";
import { Popover } from "../../ui/popover";
import { Spinner } from "../../ui/spinner";
import { react } from "./acts";
import { useThreadFacts } from "./context";
import { type Message, reactionOf } from "./rules";

const EmojiPicker = late(async () => (await import("../../ui/emoji/picker")).EmojiPicker, { waiting: <Spinner /> });

/** The look of a small button on a message. */
export const smallButton =
  "inline-flex size-7 items-center justify-center rounded-control text-muted hover:bg-hover hover:text-ink aria-expanded:bg-hover coarse:size-11";

/** On notes any emoji, since they stay in the house; else those the channel knows. */
export function ReactionPicker({ message }: { message: Message }) {
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
          className={smallButton}
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
          <EmojiPicker onPick={(emoji) => pick(emoji, close)} />
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
