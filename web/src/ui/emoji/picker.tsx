import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useLanguage, useT } from "../../lib/i18n";
import { isTouch } from "../../lib/platform";
import { load, save } from "../../lib/storage";
import { TextField } from "../text-field";
import { emojiName, findEmoji, groups } from "./find";

interface Props {
  /** `more`: it was picked with Shift held, to pick another one. */
  onPick: (emoji: string, more: boolean) => void;
}

/** Emoji of a row. */
const across = 8;
/** Emoji that are remembered. */
const mostRecent = 16;

/** A grid of emoji with search. Arrow keys move in it; Shift keeps it open. */
export function EmojiPicker({ onPick }: Props) {
  const t = useT();
  const [query, setQuery] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  // Its code may come after the panel has opened, and then nobody else puts the focus here. On touch that would bring
  // up the keyboard over the grid.
  useEffect(() => {
    if (!isTouch()) field.current?.focus({ preventScroll: true });
  }, []);
  const recent = useMemo(() => load<string[]>("recent-emoji", []), []);
  const found = findEmoji(query).map(({ emoji }) => emoji);
  const pick = (emoji: string, more: boolean) => {
    save(
      "recent-emoji",
      [emoji, ...load<string[]>("recent-emoji", []).filter((one) => one !== emoji)].slice(0, mostRecent),
    );
    onPick(emoji, more);
  };
  const move = (event: KeyboardEvent) => {
    const buttons = [...(grid.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    const next = stepIn(buttons, document.activeElement, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const fromField = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && found[0]) {
      event.preventDefault();
      pick(found[0], event.shiftKey);
    }
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    grid.current?.querySelector("button")?.focus();
  };
  const draw = (emoji: readonly string[]) => <Cells emoji={emoji} onPick={pick} />;
  return (
    <div className="flex w-[19rem] max-w-full flex-col gap-2">
      <TextField
        ref={field}
        hideLabel
        label={t("ui.emoji_search")}
        placeholder={t("ui.emoji_search")}
        value={query}
        autoComplete="off"
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={fromField}
      />
      <section
        ref={grid}
        aria-label={t("ui.emoji")}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key; arrow keys lead into it.
        tabIndex={0}
        onKeyDown={move}
        className="h-60 overflow-y-auto focus-visible:-outline-offset-2"
      >
        {query.trim() ? (
          <Group title={t("ui.emoji_found")}>
            {found.length > 0 ? draw(found) : <p className="px-1 py-2 text-muted">{t("ui.no_match")}</p>}
          </Group>
        ) : (
          <>
            {recent.length > 0 && <Group title={t("ui.emoji_recent")}>{draw(recent)}</Group>}
            {groups.map(({ name, emoji }) => (
              <Group key={name} title={t(`ui.emoji_${name}`)}>
                {draw(emoji.map((one) => one.emoji))}
              </Group>
            ))}
          </>
        )}
      </section>
    </div>
  );
}

/** The button an arrow key leads to: the nearest above or below, whatever group it is in. */
function stepIn(buttons: HTMLElement[], from: Element | null, key: string): HTMLElement | undefined {
  if (!key.startsWith("Arrow")) return undefined;
  const at = buttons.indexOf(from as HTMLElement);
  if (at < 0) return buttons[0];
  if (key === "ArrowRight") return buttons[at + 1];
  if (key === "ArrowLeft") return buttons[at - 1];
  const here = buttons[at]?.getBoundingClientRect();
  const way = key === "ArrowDown" ? buttons.slice(at + 1) : buttons.slice(0, at).reverse();
  return way.find((button) => {
    const there = button.getBoundingClientRect();
    return here && there.top !== here.top && Math.abs(there.left - here.left) < here.width / 2;
  });
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="pb-2">
      <h2 className="px-1 pb-1 text-12 font-medium text-muted">{title}</h2>
      {children}
    </section>
  );
}

function Cells({ emoji, onPick }: { emoji: readonly string[]; onPick: (emoji: string, more: boolean) => void }) {
  const language = useLanguage();
  return (
    <div className="grid" style={{ gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))` }}>
      {emoji.map((one) => (
        <button
          key={one}
          type="button"
          tabIndex={-1}
          aria-label={emojiName(one, language)}
          title={emojiName(one, language)}
          onClick={(event) => onPick(one, event.shiftKey)}
          className="flex aspect-square items-center justify-center rounded-control text-[20px] hover:bg-hover focus-visible:bg-hover"
        >
          {one}
        </button>
      ))}
    </div>
  );
}
