import {
  Activity,
  Building2,
  Gauge,
  History,
  type LucideIcon,
  MessageCircle,
  PackageOpen,
  ShieldCheck,
  SlidersHorizontal,
  Split,
  Store,
  TimerReset,
  User,
  Users,
  Webhook,
} from "lucide-react";
import type { Bootstrap } from "../features/account/api";
import { isBound } from "../features/departments/api";
import type { WordKey } from "../lib/i18n";

/** A page of the settings. */
export interface SettingsPage {
  to: string;
  label: WordKey;
  /** What is found there, in a few words: for the list on phones. */
  hint: WordKey;
  /** More words to find it by in the palette. */
  find: WordKey;
  icon: LucideIcon;
  /** One of these permissions is needed; absent: none. */
  needs?: readonly string[];
  /** Only where a provider brings messages: without one nothing could ever be found there. */
  forHooks?: boolean;
}

/** Pages under a common heading. */
export interface SettingsGroup {
  id: string;
  label: WordKey;
  pages: readonly SettingsPage[];
}

/** The settings, in the order of spec WSP-8. A page is added here when it exists, never before. */
export const settingsGroups: readonly SettingsGroup[] = [
  {
    id: "account",
    label: "settings.mine",
    pages: [
      {
        to: "/settings/account",
        label: "settings.profile",
        hint: "settings.profile_hint",
        find: "settings.profile_find",
        icon: User,
      },
      {
        to: "/settings/account/security",
        label: "settings.security",
        hint: "settings.security_hint",
        find: "settings.security_find",
        icon: ShieldCheck,
      },
      {
        to: "/settings/account/preferences",
        label: "app.preferences",
        hint: "settings.preferences_hint",
        find: "app.preferences_find",
        icon: SlidersHorizontal,
      },
    ],
  },
  {
    id: "workspace",
    label: "settings.workspace",
    pages: [
      {
        to: "/settings/workspace",
        label: "settings.general",
        hint: "settings.general_hint",
        find: "settings.general_find",
        icon: Store,
        needs: ["workspace_settings"],
      },
    ],
  },
  {
    id: "team",
    label: "settings.team",
    pages: [
      {
        to: "/settings/members",
        label: "settings.members",
        hint: "settings.members_hint",
        find: "settings.members_find",
        icon: Users,
      },
      {
        to: "/settings/monitoring",
        label: "settings.monitoring",
        hint: "settings.monitoring_hint",
        find: "settings.monitoring_find",
        icon: Activity,
        needs: ["monitor"],
      },
      {
        to: "/settings/departments",
        label: "settings.departments",
        hint: "settings.departments_hint",
        find: "settings.departments_find",
        icon: Building2,
        needs: ["view_departments"],
      },
      {
        to: "/settings/assignment",
        label: "settings.assignment",
        hint: "settings.assignment_hint",
        find: "settings.assignment_find",
        icon: Split,
        needs: ["choose_strategy"],
      },
      {
        to: "/settings/allocation",
        label: "settings.allocation",
        hint: "settings.allocation_hint",
        find: "settings.allocation_find",
        icon: Webhook,
        needs: ["monitor"],
      },
      {
        to: "/settings/workload",
        label: "settings.workload",
        hint: "settings.workload_hint",
        find: "settings.workload_find",
        icon: Gauge,
        needs: ["manage_allocation"],
      },
      {
        to: "/settings/idle-rule",
        label: "settings.idle_rule",
        hint: "settings.idle_rule_hint",
        find: "settings.idle_rule_find",
        icon: TimerReset,
        needs: ["manage_allocation"],
      },
      {
        to: "/settings/what-if",
        label: "settings.what_if",
        hint: "settings.what_if_hint",
        find: "settings.what_if_find",
        icon: History,
        needs: ["monitor"],
      },
    ],
  },
  {
    id: "inbound",
    label: "settings.inbound",
    pages: [
      {
        to: "/settings/channels",
        label: "settings.channels",
        hint: "settings.channels_hint",
        find: "settings.channels_find",
        icon: MessageCircle,
        needs: ["manage_channels", "connect_channels"],
      },
      {
        to: "/settings/deliveries",
        label: "settings.deliveries",
        hint: "settings.deliveries_hint",
        find: "settings.deliveries_find",
        icon: PackageOpen,
        needs: ["manage_channels"],
        forHooks: true,
      },
    ],
  },
];

type House = Pick<Bootstrap, "channels" | "channel_kinds" | "departments" | "me">;

/**
 * Whether there can be held deliveries for one to see: a provider brings messages, since one of the channels, gone or not,
 * is of such a kind, and one is not kept to departments, for a delivery may be for any.
 */
export function hasHooks(house: House): boolean {
  const kept = house.departments.length > 0 && isBound(house, house.me.member.role);
  return (
    !kept && house.channels.some(({ kind }) => house.channel_kinds.some((one) => one.kind === kind && one.caps.account))
  );
}

/** The groups with the pages that somebody with these permissions may open; a group without pages is left out. */
export function groupsFor(can: Record<string, boolean>, hooks: boolean): SettingsGroup[] {
  const may = ({ needs, forHooks = false }: SettingsPage) =>
    (!needs || needs.some((permission) => can[permission])) && (!forHooks || hooks);
  return settingsGroups
    .map((group) => ({ ...group, pages: group.pages.filter(may) }))
    .filter(({ pages }) => pages.length > 0);
}
