import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readInboxSearch } from "../features/conversations/api";
import { inside } from "./roots";

/** One screen for both addresses: what is open is a part of it. */
const inbox = createRoute({
  getParentRoute: () => inside,
  path: "/inbox",
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import("./screens/inbox"), "Inbox"),
});

const conversation = createRoute({ getParentRoute: () => inbox, path: "$id" });

export const inboxRoutes = [inbox.addChildren([conversation])] as const;
