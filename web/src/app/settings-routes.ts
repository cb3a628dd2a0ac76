import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import type { WhatIfSearch } from "../features/what-if/rules";
import { withWords } from "../lib/i18n";
import { inside } from "./roots";
import { withThreads } from "./threads";

const settings = createRoute({
  getParentRoute: () => inside,
  path: "/settings",
  // Its pages are drawn inside it, so they find their texts there.
  component: lazyRouteComponent(() => withWords(import("./screens/settings"), "office"), "Settings"),
});

const account = createRoute({
  getParentRoute: () => settings,
  path: "/account",
  component: lazyRouteComponent(() => import("./screens/account"), "Account"),
});

const security = createRoute({
  getParentRoute: () => settings,
  path: "/account/security",
  component: lazyRouteComponent(() => import("./screens/account-security"), "AccountSecurity"),
});

const preferences = createRoute({
  getParentRoute: () => settings,
  path: "/account/preferences",
  component: lazyRouteComponent(() => import("./screens/account-preferences"), "AccountPreferences"),
});

const workspace = createRoute({
  getParentRoute: () => settings,
  path: "/workspace",
  component: lazyRouteComponent(() => import("./screens/workspace"), "WorkspaceSettings"),
});

/** What the list of members is narrowed to. */
interface MembersSearch {
  q?: string | undefined;
  role?: string | undefined;
  department?: string | undefined;
}

/** A search parameter as a text; one that looks like a number was read as one. */
function text(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) || undefined : undefined;
}

const members = createRoute({
  getParentRoute: () => settings,
  path: "/members",
  validateSearch: ({ q, role, department }: Record<string, unknown>): MembersSearch => ({
    q: text(q),
    role: text(role),
    department: text(department),
  }),
  component: lazyRouteComponent(() => import("./screens/members"), "Members"),
});

const channels = createRoute({
  getParentRoute: () => settings,
  path: "/channels",
  component: lazyRouteComponent(() => import("./screens/channels"), "Channels"),
});

/** Which kind is chosen at first; absent: the first one. */
interface NewChannelSearch {
  connect?: string | undefined;
}

const newChannel = createRoute({
  getParentRoute: () => settings,
  path: "/channels/new",
  validateSearch: ({ connect }: Record<string, unknown>): NewChannelSearch => ({ connect: text(connect) }),
  component: lazyRouteComponent(() => import("./screens/channel-new"), "NewChannel"),
});

/** What one comes back with from logging in at a provider. */
interface LoginSearch {
  code?: string | undefined;
  state?: string | undefined;
  error?: string | undefined;
}

const channelLogin = createRoute({
  getParentRoute: () => settings,
  path: "/channels/login",
  validateSearch: ({ code, state, error }: Record<string, unknown>): LoginSearch => ({
    code: text(code),
    state: text(state),
    error: text(error),
  }),
  component: lazyRouteComponent(() => import("./screens/channel-login"), "ChannelLogin"),
});

/** Which part of a channel's page is in view; absent: the form. `field` is the one to begin with. */
interface ChannelSearch {
  part?: ChannelPart | undefined;
  field?: string | undefined;
}

const channelParts = ["preview", "install", "connect", "templates"] as const;
type ChannelPart = (typeof channelParts)[number];

const channel = createRoute({
  getParentRoute: () => settings,
  path: "/channels/$channel",
  validateSearch: ({ part, field }: Record<string, unknown>): ChannelSearch => ({
    part: channelParts.find((one) => one === part),
    field: text(field),
  }),
  component: lazyRouteComponent(() => import("./screens/channel"), "Channel"),
});

const deliveries = createRoute({
  getParentRoute: () => settings,
  path: "/deliveries",
  component: lazyRouteComponent(() => import("./screens/deliveries"), "Deliveries"),
});

const delivery = createRoute({
  getParentRoute: () => settings,
  path: "/deliveries/$delivery",
  component: lazyRouteComponent(() => import("./screens/delivery"), "Delivery"),
});

const departments = createRoute({
  getParentRoute: () => settings,
  path: "/departments",
  component: lazyRouteComponent(() => import("./screens/departments"), "Departments"),
});

const assignment = createRoute({
  getParentRoute: () => settings,
  path: "/assignment",
  component: lazyRouteComponent(() => import("./screens/assignment"), "Assignment"),
});

const workload = createRoute({
  getParentRoute: () => settings,
  path: "/workload",
  component: lazyRouteComponent(() => import("./screens/workload"), "WorkloadLimits"),
});

const allocation = createRoute({
  getParentRoute: () => settings,
  path: "/allocation",
  component: lazyRouteComponent(() => import("./screens/allocation"), "AgentAllocation"),
});

const idleRule = createRoute({
  getParentRoute: () => settings,
  path: "/idle-rule",
  component: lazyRouteComponent(() => import("./screens/idle-rule"), "IdleRule"),
});

const agentMonitoring = createRoute({
  getParentRoute: () => settings,
  path: "/monitoring",
  component: lazyRouteComponent(() => import("./screens/monitoring"), "AgentMonitoring"),
});

const whatIf = createRoute({
  getParentRoute: () => settings,
  path: "/what-if",
  // Read where it is needed: what reads it comes with the screen.
  validateSearch: (search: Record<string, unknown>): WhatIfSearch => search,
  component: lazyRouteComponent(() => import("./screens/what-if"), "WhatIfScreen"),
});

const tryChannel = createRoute({
  getParentRoute: () => inside,
  path: "/try/$channel",
  component: lazyRouteComponent(() => withThreads(import("./screens/try")), "TryChannel"),
});

/** The address the preferences had before they moved in with the account. */
const formerPreferences = createRoute({
  getParentRoute: () => inside,
  path: "/preferences",
  beforeLoad: () => {
    throw redirect({ to: "/settings/account/preferences", replace: true });
  },
});

export const settingsRoutes = [
  settings.addChildren([
    account,
    security,
    preferences,
    workspace,
    members,
    channels,
    newChannel,
    channelLogin,
    channel,
    deliveries,
    delivery,
    departments,
    assignment,
    workload,
    idleRule,
    agentMonitoring,
    whatIf,
    allocation,
  ]),
  tryChannel,
  formerPreferences,
] as const;
