/** What a member prepares beside the text of a conversation: a menu, or a template. It outlives the dialog it is in. */
import { newId } from "../../lib/id";
import { createStore, useStore } from "../../lib/store";
import type { Attachment } from "../messages/api";
import type { MenuDraft } from "./menus";
import type { Values } from "./templates";

/** A template while it is filled in. */
export interface TemplateDraft {
  /** Which one; empty while none is chosen. See `keyOf`. */
  key: string;
  values: Values;
  /** The file above the text. */
  file: Attachment | undefined;
}

interface Drawer {
  template: TemplateDraft;
  menu: MenuDraft;
}

const noTemplate: TemplateDraft = { key: "", values: {}, file: undefined };

/** An entry that says nothing yet. Its id comes back with the choice, and never twice in a conversation. */
export const newEntry = () => ({ id: newId(), title: "", description: "" });

const blank = (): Drawer => ({
  template: noTemplate,
  menu: { kind: "buttons", text: "", open: "", entries: [newEntry(), newEntry()] },
});

const drawers = createStore<ReadonlyMap<string, Drawer>>(new Map());

/** The drawer of a conversation that nobody has used yet stays the same, so that its entries keep their ids. */
const unused = new Map<string, Drawer>();

export function drawerOf(conversation: string): Drawer {
  const known = drawers.get().get(conversation) ?? unused.get(conversation) ?? blank();
  unused.set(conversation, known);
  return known;
}

export function useDrawer(conversation: string): Drawer {
  return useStore(drawers, () => drawerOf(conversation));
}

function put(conversation: string, part: Partial<Drawer>): void {
  const next = { ...drawerOf(conversation), ...part };
  drawers.set((all) => new Map(all).set(conversation, next));
}

export function changeTemplate(conversation: string, part: Partial<TemplateDraft>): void {
  put(conversation, { template: { ...drawerOf(conversation).template, ...part } });
}

export const dropTemplate = (conversation: string) => put(conversation, { template: noTemplate });

export function changeMenu(conversation: string, part: Partial<MenuDraft>): void {
  put(conversation, { menu: { ...drawerOf(conversation).menu, ...part } });
}

export const dropMenu = (conversation: string) => put(conversation, { menu: blank().menu });

/** Forgets everything, as when somebody else signs in. */
export function clearDrawers(): void {
  unused.clear();
  drawers.set(new Map());
}
