import { Inbox, type LucideIcon, Settings, Users } from "lucide-react";
import type { WordKey } from "../lib/i18n";
import type { Store } from "../lib/store";
import { inboxWaiting } from "./inbox";

/** A place of the main navigation. */
export interface Place {
  /** Path of the screen. */
  to: string;
  label: WordKey;
  icon: LucideIcon;
  /** Keys that lead there, as `g i`. */
  keys?: string;
  /** How many wait there; 0 or absent shows nothing. */
  count?: Store<number>;
}

/** The main navigation, in its order. A screen is added here when it exists, never before. */
export const places: readonly Place[] = [
  { to: "/inbox", label: "inbox.title", icon: Inbox, keys: "g i", count: inboxWaiting },
  { to: "/customers", label: "app.customers", icon: Users, keys: "g c" },
  { to: "/settings", label: "app.settings", icon: Settings, keys: "g s" },
];
