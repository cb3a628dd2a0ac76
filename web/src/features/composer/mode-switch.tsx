import { Globe, Lock, MessageSquare } from "lucide-react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { askForFocus, type Row, useCaps } from "../conversations/api";
import type { Mode } from "./rules";
import { WindowLeft } from "./window-left";
import { setMode } from "./writing";

interface Props {
  row: Row;
  mode: Mode;
}

/** Chooses whether one writes to the customer or among colleagues. */
export function ModeSwitch({ row, mode }: Props) {
  const t = useT();
  const open = useCaps(row)?.public;
  const choose = (next: Mode) => {
    setMode(row.id, next);
    askForFocus(row.id);
  };
  return (
    <fieldset
      aria-label={t("composer.mode")}
      className={cx("flex min-w-0 items-center gap-1 px-2 pt-1.5", open ? "flex-wrap" : "max-sm:flex-wrap")}
    >
      <Choice on={mode === "reply"} keys="Alt+R" onPress={() => choose("reply")}>
        <MessageSquare aria-hidden="true" size={14} />
        {t("composer.reply")}
      </Choice>
      <Choice on={mode === "note"} keys="Alt+N" disabled={!row.can.note} onPress={() => choose("note")}>
        <Lock aria-hidden="true" size={14} className={mode === "note" ? "text-warn" : ""} />
        {t("composer.note")}
      </Choice>
      {mode === "reply" && <WindowLeft row={row} />}
      {mode === "reply" && open && <PublicHint />}
      {mode === "note" && (
        <span className="ms-auto truncate pe-2 text-12 text-muted max-sm:hidden">{t("composer.note_hint")}</span>
      )}
    </fieldset>
  );
}

/** Says that everybody sees the reply: on a line of its own where there is no room, since that must not be overlooked. */
function PublicHint() {
  const t = useT();
  return (
    <span className="flex max-w-full shrink-0 items-center gap-1 px-2 text-12 text-muted max-sm:w-full max-sm:pb-1 sm:ms-auto [@media(max-height:30rem)]:hidden">
      <Globe aria-hidden="true" size={13} className="shrink-0 text-warn" />
      <span className="truncate">{t("comments.public_hint")}</span>
    </span>
  );
}

interface ChoiceProps {
  on: boolean;
  keys: string;
  disabled?: boolean;
  onPress: () => void;
  children: React.ReactNode;
}

function Choice({ on, keys, disabled = false, onPress, children }: ChoiceProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      aria-keyshortcuts={keys}
      disabled={disabled}
      onClick={onPress}
      className={cx(
        "inline-flex min-h-7 shrink-0 items-center gap-1.5 rounded-control px-2 text-13 coarse:min-h-11",
        on ? "font-semibold text-ink" : "text-muted hover:bg-hover hover:text-ink",
        "disabled:opacity-50 forced:aria-pressed:underline",
      )}
    >
      {children}
    </button>
  );
}
