import { Plus, Trash2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { TextField } from "../../ui/text-field";
import { changeMenu, newEntry } from "./drawer";
import { type Entry, type MenuDraft, mostEntries, mostTitle } from "./menus";
import { Room } from "./room";
import type { Caps } from "./rules";

interface Props {
  conversation: string;
  menu: MenuDraft;
  limits: NonNullable<Caps["menu"]>;
  /** What is wrong with a field, in words. */
  said: (field: string) => string | undefined;
}

/** What can be chosen: one field each, with room for a second line in a list. */
export function MenuEntries({ conversation, menu, limits, said }: Props) {
  const t = useT();
  const { kind, entries } = menu;
  const list = useRef<HTMLFieldSetElement>(null);
  const full = entries.length >= mostEntries(kind, limits);
  useFocusOnNew(list, entries.length);
  const put = (changed: readonly Entry[]) => changeMenu(conversation, { entries: changed });
  const change = (id: string, part: Partial<Entry>) =>
    put(entries.map((entry) => (entry.id === id ? { ...entry, ...part } : entry)));
  return (
    <fieldset ref={list} className="flex min-w-0 flex-col gap-3">
      <legend className="pb-1 text-13 font-medium">{t("composer.menu_entries")}</legend>
      {entries.map((entry, at) => (
        <div key={entry.id} className="flex items-start gap-1">
          <div className="flex min-w-0 flex-1 flex-col gap-1.5">
            <TextField
              hideLabel
              label={t("composer.menu_entry", { number: at + 1 })}
              data-title=""
              placeholder={t("composer.menu_entry", { number: at + 1 })}
              dir="auto"
              value={entry.title}
              error={said(`title.${entry.id}`)}
              end={<Room text={entry.title} most={mostTitle(kind, limits)} />}
              onChange={(event) => change(entry.id, { title: event.target.value })}
            />
            {kind === "list" && (
              <TextField
                hideLabel
                optional
                label={t("composer.menu_description", { number: at + 1 })}
                placeholder={t("composer.menu_description_short")}
                dir="auto"
                value={entry.description}
                error={said(`description.${entry.id}`)}
                end={<Room text={entry.description} most={limits.row_text} />}
                onChange={(event) => change(entry.id, { description: event.target.value })}
              />
            )}
          </div>
          <IconButton
            label={t("ui.remove", { name: entry.title || t("composer.menu_entry", { number: at + 1 }) })}
            tip="none"
            icon={<Trash2 size={16} />}
            disabled={entries.length === 1}
            onClick={() => put(entries.filter(({ id }) => id !== entry.id))}
          />
        </div>
      ))}
      {said("entries") && (
        <p role="alert" className="text-13 text-bad">
          {said("entries")}
        </p>
      )}
      <Button
        size="small"
        className="self-start"
        icon={<Plus size={15} />}
        disabled={full}
        onClick={() => put([...entries, newEntry()])}
      >
        {t("composer.menu_add")}
      </Button>
    </fieldset>
  );
}

/** A new entry is written at once. */
function useFocusOnNew(list: React.RefObject<HTMLElement | null>, count: number): void {
  const before = useRef(count);
  useEffect(() => {
    const grew = count > before.current;
    before.current = count;
    if (!grew) return;
    const fields = [...(list.current?.querySelectorAll<HTMLInputElement>("[data-title]") ?? [])];
    fields.at(-1)?.focus();
  }, [count, list]);
}
