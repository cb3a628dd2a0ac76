import { Lock, MessageSquare } from "lucide-react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { askForFocus, type Row } from "../conversations/api";
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
  const choose = (next: Mode) => {
    setMode(row.id, next);
    askForFocus(row.id);
  };
  return (
    <fieldset aria-label={t("composer.mode")} className="flex min-w-0 items-center gap-1 px-2 pt-1.5 max-sm:flex-wrap">
      <Choice on={mode === "reply"} keys="Alt+R" onPress={() => choose("reply")}>
        <MessageSquare aria-hidden="true" size={14} />
        {t("composer.reply")}
      </Choice>
      <Choice on={mode === "note"} keys="Alt+N" disabled={!row.can.note} onPress={() => choose("note")}>
        <Lock aria-hidden="true" size={14} className={mode === "note" ? "text-warn" : ""} />
        {t("composer.note")}
      </Choice>
      {mode === "reply" && <WindowLeft row={row} />}
      {mode === "note" && (
        <span className="ms-auto truncate pe-2 text-12 text-muted max-sm:hidden">{t("composer.note_hint")}</span>
      )}
    </fieldset>
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
