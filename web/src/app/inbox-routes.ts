import { createRoute } from "@tanstack/react-router";
import { readInboxSearch } from "../features/conversations/api";
import { inside } from "./roots";
import { Inbox } from "./screens/inbox";

/**
 * One screen for both addresses: what is open is a part of it. Nearly every visit begins here, so it comes with the
 * first code; a fetch of its own would only be one more wait.
 */
const inbox = createRoute({
  getParentRoute: () => inside,
  path: "/inbox",
  validateSearch: readInboxSearch,
  component: Inbox,
});

const conversation = createRoute({ getParentRoute: () => inbox, path: "$id" });

export const inboxRoutes = [inbox.addChildren([conversation])] as const;
