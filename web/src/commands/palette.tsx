import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { cx } from "../lib/cx";
import { useT } from "../lib/i18n";
import { nextRow } from "../lib/rows";
import { BareDialog } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { takeHeld } from "./ahead";
import { useFound } from "./finders";
import { recall, remember } from "./recent";
import { type Command, run, useAvailableCommands } from "./registry";
import { search } from "./search";

interface Props {
  open: boolean;
  onClose: () => void;
}

/** Every command of the moment, found by typing. */
export function Palette({ open, onClose }: Props) {
  const t = useT();
  return (
    <BareDialog open={open} onClose={onClose} title={t("commands.palette")}>
      <Finder onClose={onClose} />
    </BareDialog>
  );
}

/** A line of the palette: a command, or something that was found. */
interface Entry {
  id: string;
  label: string;
  more?: string;
  hint?: string | undefined;
  icon?: Command["icon"] | undefined;
  keys?: string | undefined;
  run: () => void;
}

function Finder({ onClose }: { onClose: () => void }) {
  const t = useT();
  const id = useId();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const { entered, onFocus } = useAhead(setQuery);
  const found = useFound(query);
  const entries: Entry[] = [...search(useEntries(), query), ...found];
  const chosen = Math.min(at, entries.length - 1);

  const pick = (entry: Entry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, for what the words typed ahead find.
  useEffect(() => {
    if (entered) pick(entries[0]);
  }, [entered]);
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") return pick(entries[chosen]);
    const next = event.key === "Home" || event.key === "End" ? -1 : nextRow(event.key, chosen, entries.length, 8);
    if (next < 0) return;
    event.preventDefault();
    setAt(next);
    list.current?.children[next]?.scrollIntoView?.({ block: "nearest" });
  };
  return (
    <div className="flex max-h-[70dvh] flex-col">
      <label className="flex items-center gap-3 border-b px-4">
        <Search aria-hidden="true" size={18} className="shrink-0 text-muted" />
        <span className="sr-only">{t("commands.palette")}</span>
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={entries[chosen] && `${id}-${chosen}`}
          placeholder={t("commands.palette_placeholder")}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onFocus={onFocus}
          onKeyDown={press}
          className="field-text min-h-12 w-full bg-transparent outline-none"
        />
      </label>
      <p role="status" className={entries.length > 0 ? "sr-only" : "px-4 py-6 text-center text-muted"}>
        {entries.length > 0 ? t("commands.results", { count: entries.length }) : t("commands.no_match")}
      </p>
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={t("commands.palette")}
        className="overflow-y-auto p-1 empty:hidden"
      >
        {entries.map((entry, index) => (
          <Row
            key={entry.id}
            id={`${id}-${index}`}
            entry={entry}
            chosen={index === chosen}
            onPoint={() => setAt(index)}
            onPick={() => pick(entry)}
          />
        ))}
      </div>
    </div>
  );
}

/** Takes over what was typed before the field had the focus. */
function useAhead(setQuery: (change: (query: string) => string) => void) {
  const [entered, setEntered] = useState(false);
  const onFocus = () => {
    const held = takeHeld();
    setQuery((query) => query + held.text);
    setEntered(held.entered);
  };
  return { entered, onFocus };
}

interface RowProps {
  id: string;
  entry: Entry;
  chosen: boolean;
  onPoint: () => void;
  onPick: () => void;
}

function Row({ id, entry, chosen, onPoint, onPick }: RowProps) {
  const { icon: Icon, keys, label, hint } = entry;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field above keeps the focus and has the keys.
    <div
      id={id}
      role="option"
      aria-selected={chosen}
      onPointerMove={onPoint}
      onClick={onPick}
      className={cx(
        "flex min-h-9 cursor-default items-center gap-3 rounded-control px-3 py-1.5 coarse:min-h-11",
        chosen && "bg-hover forced:[outline:2px_solid_Highlight]",
      )}
    >
      <span aria-hidden="true" className="inline-flex w-4 justify-center text-muted">
        {Icon && <Icon size={16} />}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate">{label}</span>
        {hint && <span className="block truncate text-13 text-muted">{hint}</span>}
      </span>
      {keys && <Kbd keys={keys} className="coarse:hidden" />}
    </div>
  );
}

/** The commands as entries, those used last first. */
function useEntries(): Entry[] {
  const t = useT();
  const entries = useAvailableCommands()
    .filter((command) => !command.onlyKey)
    .map(
      (command): Entry => ({
        id: command.id,
        label: t(command.label),
        icon: command.icon,
        keys: command.keys?.[0],
        run: () => {
          remember(command.id);
          run(command.id);
        },
        ...(command.find ? { more: t(command.find) } : {}),
      }),
    );
  const recent = recall();
  const place = (entry: Entry) => {
    const found = recent.indexOf(entry.id);
    return found < 0 ? recent.length : found;
  };
  return entries.sort((a, b) => place(a) - place(b));
}
