import { Combobox } from "@base-ui/react/combobox";
import { Check } from "lucide-react";
import { type ReactNode, useEffect, useLayoutEffect, useState } from "react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { Spinner } from "../spinner";
import { itemClasses, popupClasses } from "./popups";

/** Something to choose. */
export interface ComboboxOption {
  value: string;
  label: string;
  /** A second line, such as an e-mail address. */
  hint?: string | undefined;
  /** A face or an icon. */
  icon?: ReactNode;
  disabled?: boolean | undefined;
  /** The heading it stands below; empty or absent for none. Options of one group follow each other. */
  group?: string | undefined;
}

/** Options below a heading. */
interface OptionGroup {
  value: string;
  items: ComboboxOption[];
}

/** The options below their headings, where they have any. */
export function grouped(options: readonly ComboboxOption[]): readonly ComboboxOption[] | readonly OptionGroup[] {
  if (!options.some(({ group }) => group)) return options;
  const groups: OptionGroup[] = [];
  for (const option of options) {
    const { group = "" } = option;
    const last = groups.at(-1);
    if (last?.value === group) last.items.push(option);
    else groups.push({ value: group, items: [option] });
  }
  return groups;
}

/** Finds options for what was typed, on the server. */
export type SearchOptions = (query: string, signal: AbortSignal) => Promise<readonly ComboboxOption[]>;

/** Milliseconds after the last key before the server is asked. */
const pause = 200;

/** The options for a query: those given, or those the server finds. `busy` while it looks. */
export function useOptions(
  given: readonly ComboboxOption[],
  search: SearchOptions | undefined,
  query: string,
  open: boolean,
) {
  const [found, setFound] = useState<readonly ComboboxOption[]>(given);
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  useEffect(() => {
    if (!search || !open) return;
    const controller = new AbortController();
    setState("busy");
    const ask = async () => {
      try {
        setFound(await search(query, controller.signal));
        setState("idle");
      } catch {
        if (!controller.signal.aborted) setState("failed");
      }
    };
    const timer = setTimeout(() => void ask(), pause);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [search, query, open]);
  return { options: search ? found : given, busy: state === "busy", failed: state === "failed" };
}

interface ListProps {
  busy: boolean;
  failed: boolean;
}

/** The floating list of a combobox. */
export function OptionList({ busy, failed }: ListProps) {
  const t = useT();
  return (
    <Combobox.Portal>
      <Combobox.Positioner sideOffset={4} collisionPadding={8} className="z-50">
        <Combobox.Popup aria-busy={busy || undefined} className={cx(popupClasses, "w-[var(--anchor-width)] min-w-56")}>
          <Combobox.Status className="flex items-center gap-2 px-2.5 py-2 text-muted empty:hidden">
            {busy && <Spinner />}
            {busy && t("ui.searching")}
            {failed && t("ui.search_failed")}
          </Combobox.Status>
          <Combobox.Empty className="px-2.5 py-2 text-muted empty:hidden">
            {!busy && !failed && t("ui.no_match")}
          </Combobox.Empty>
          <Combobox.List>
            {(entry: ComboboxOption | OptionGroup) =>
              "items" in entry ? <Group key={entry.value} group={entry} /> : <Option key={entry.value} option={entry} />
            }
          </Combobox.List>
        </Combobox.Popup>
      </Combobox.Positioner>
    </Combobox.Portal>
  );
}

function Group({ group: { value, items } }: { group: OptionGroup }) {
  return (
    <Combobox.Group items={items}>
      <Combobox.GroupLabel className="px-2.5 pt-2 pb-1 text-12 font-medium text-muted">{value}</Combobox.GroupLabel>
      <Combobox.Collection>
        {(option: ComboboxOption) => <Option key={option.value} option={option} />}
      </Combobox.Collection>
    </Combobox.Group>
  );
}

function Option({ option }: { option: ComboboxOption }) {
  return (
    <Combobox.Item value={option} disabled={option.disabled ?? false} className={itemClasses}>
      {option.icon}
      <span className="min-w-0 flex-1">
        <span className="block truncate">{option.label}</span>
        {option.hint && <span className="block truncate text-13 text-muted">{option.hint}</span>}
      </span>
      <Combobox.ItemIndicator render={<Check size={16} className="shrink-0 text-brand" />} />
    </Combobox.Item>
  );
}

/**
 * Takes back what the library does while the list is open: it hides the rest of the page from screen readers, although
 * the focus can still go there, and with it the field's own label.
 */
export function useOthersReadable(open: boolean): void {
  useLayoutEffect(() => {
    if (!open) return;
    const observer = new MutationObserver((records) => {
      for (const { target, oldValue } of records) {
        if (oldValue === null) (target as Element).removeAttribute("aria-hidden");
      }
    });
    observer.observe(document.body, { subtree: true, attributeFilter: ["aria-hidden"], attributeOldValue: true });
    return () => observer.disconnect();
  }, [open]);
}

/** How options are compared and written, for the library. */
export const optionRules = {
  itemToStringLabel: (option: ComboboxOption) => option.label,
  isItemEqualToValue: (one: ComboboxOption, other: ComboboxOption) => one.value === other.value,
};
