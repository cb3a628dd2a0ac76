import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { react } from "./acts";
import { useThreadFacts } from "./context";
import { gathered, type Message } from "./rules";

/** The emoji people have put on a message; pressing one puts it there as well, or takes it away. */
export function Reactions({ message }: { message: Message }) {
  const t = useT();
  const { me, nameOf, reactions } = useThreadFacts();
  // What the channel does not take is seen, but cannot be given back.
  const takes = (emoji: string) => message.direction === "note" || reactions.includes(emoji);
  if (message.reactions.length === 0) return null;
  return (
    <div className="relative z-1 -mt-1.5 flex flex-wrap gap-1 px-2">
      {gathered(message.reactions, me).map(({ emoji, by, mine }) => {
        const names = by.map(nameOf).join(", ");
        return (
          <button
            key={emoji}
            type="button"
            aria-pressed={mine}
            aria-label={t("messages.reacted", { emoji, names })}
            title={names}
            disabled={!mine && !takes(emoji)}
            onClick={() => void react(message, emoji)}
            className={cx(
              "hit-area inline-flex h-6 items-center gap-1 rounded-chip border bg-surface px-1.5 text-13 enabled:hover:bg-hover",
              mine && "border-brand",
            )}
          >
            <span aria-hidden="true">{emoji}</span>
            {by.length > 1 && (
              <span className="text-12 text-muted" data-number="">
                {by.length}
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}
