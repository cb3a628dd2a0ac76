/** The rules of building a menu: buttons, or a list behind a button. Pure. */
import type { components } from "../../gen/api";
import type { Menu } from "../messages/api";
import { lengthOf, roomIn } from "./rules";

type Limits = components["schemas"]["MenuLimits"];

/** One entry while it is written. `id` names it in its menu. */
export interface Entry {
  id: string;
  title: string;
  description: string;
}

/** A menu while it is built. */
export interface MenuDraft {
  kind: "buttons" | "list";
  text: string;
  /** What stands on the button that opens the list. */
  open: string;
  entries: readonly Entry[];
}

/** Most entries of a kind of menu. */
export function mostEntries(kind: MenuDraft["kind"], limits: Limits): number {
  return kind === "buttons" ? limits.buttons : limits.rows;
}

/** The longest title of an entry. */
export function mostTitle(kind: MenuDraft["kind"], limits: Limits): number {
  return kind === "buttons" ? limits.button_title : limits.row_title;
}

/**
 * Why a menu cannot be sent, by field: `text`, `open`, `entries`, and `title` or `description` with the entry's id behind
 * a dot. The codes are those of the server; where the text has too many `bytes`, it is `too_many_bytes`.
 */
export function menuFaults(draft: MenuDraft, limits: Limits, bytes?: number): Record<string, string> {
  const faults: Record<string, string> = {};
  const check = (field: string, text: string, most: number, needed = true) => {
    if (needed && text.trim() === "") faults[field] = "required";
    else if (lengthOf(text.trim()) > most) faults[field] = "too_long";
  };
  check("text", draft.text, limits.text);
  if (!faults.text && roomIn(draft.text.trim(), { characters: limits.text, bytes }).count < 0)
    faults.text = "too_many_bytes";
  if (draft.kind === "list") check("open", draft.open, limits.open);
  if (draft.entries.length > mostEntries(draft.kind, limits)) faults.entries = "too_many";
  const titles = new Set<string>();
  for (const { id, title, description } of draft.entries) {
    check(`title.${id}`, title, mostTitle(draft.kind, limits));
    if (draft.kind === "list") check(`description.${id}`, description, limits.row_text, false);
    const said = title.trim().toLowerCase();
    // Two that read the same could not be told apart in the answer.
    if (said && titles.has(said)) faults[`title.${id}`] ??= "taken";
    titles.add(said);
  }
  return faults;
}

/** The menu as it is sent. */
export function menuOf({ kind, open, entries }: MenuDraft): Menu {
  if (kind === "buttons") return { buttons: entries.map(({ id, title }) => ({ id, title: title.trim() })) };
  const rows = entries.map(({ id, title, description }) => ({
    id,
    title: title.trim(),
    ...(description.trim() ? { description: description.trim() } : {}),
  }));
  return { open: open.trim(), rows };
}
