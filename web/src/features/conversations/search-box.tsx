import { useNavigate } from "@tanstack/react-router";
import { Search, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useT } from "../../lib/i18n";
import { controlClasses } from "../../ui/field";
import { IconButton } from "../../ui/icon-button";
import { Kbd } from "../../ui/kbd";
import { useQuestion } from "./address";

/** Milliseconds after the last key before the server is asked. */
const pause = 250;

/** The field in the list's head; `/` leads there. */
export const searchField: { current: HTMLInputElement | null } = { current: null };

/** Searches in all conversations. What is searched for stands in the address. */
export function SearchBox() {
  const t = useT();
  const asked = useQuestion();
  const go = useNavigate();
  const [text, setText] = useState(asked);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // The address can change by other hands: a tab, the Back button.
  useEffect(() => setText(asked), [asked]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const ask = (q: string) => {
    clearTimeout(timer.current);
    void go({ to: ".", search: (now) => ({ ...now, q: q.trim() || undefined }), replace: true });
  };
  const type = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => ask(next), pause);
  };
  const clear = () => {
    setText("");
    ask("");
    searchField.current?.focus();
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) ask(text);
    if (event.key !== "Escape") return;
    event.stopPropagation();
    if (text) clear();
    else event.currentTarget.blur();
  };
  return (
    <div className="relative flex min-w-0 flex-1 items-center">
      <Search aria-hidden="true" size={16} className="pointer-events-none absolute start-2.5 text-muted" />
      <input
        ref={(element) => {
          searchField.current = element;
        }}
        type="search"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        aria-label={t("inbox.search")}
        aria-keyshortcuts="/"
        placeholder={t("inbox.search_short")}
        maxLength={200}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
        className={`${controlClasses} ps-8! pe-9! [&::-webkit-search-cancel-button]:hidden`}
      />
      {text ? (
        <IconButton
          className="absolute end-0"
          tip="none"
          label={t("inbox.search_clear")}
          icon={<X size={16} />}
          onClick={clear}
        />
      ) : (
        <Kbd keys="/" className="pointer-events-none absolute end-2.5 coarse:hidden" />
      )}
    </div>
  );
}
