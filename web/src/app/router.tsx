import { createRoute, createRouter, redirect } from "@tanstack/react-router";
import { closeTop } from "../lib/layers";
import { ErrorView } from "../ui/error-boundary";
import { customersRoute } from "./customers-route";
import { doorRoutes } from "./door-routes";
import { inboxRoutes } from "./inbox-routes";
import { places } from "./navigation";
import { inside, root } from "./roots";
import { NotFound } from "./screens/not-found";
import { settingsRoutes } from "./settings-routes";

const home = createRoute({
  getParentRoute: () => inside,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: places[0]?.to ?? "/settings", replace: true });
  },
});

const tree = root.addChildren([
  inside.addChildren([home, ...inboxRoutes, customersRoute, ...settingsRoutes]),
  ...doorRoutes,
]);

/** The router of the app. Screens are fetched when a link to them is pointed at or focused. */
export function createAppRouter() {
  const router = createRouter({
    routeTree: tree,
    defaultPreload: "intent",
    defaultPendingMs: 300,
    defaultPendingMinMs: 500,
    scrollRestoration: true,
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: ({ error, reset }) => <ErrorView error={asError(error)} onRetry={reset} />,
  });
  // Several steps at once are a GO; they may lead ahead, which is as good a reason to close what floats.
  const leaves = (action: string) => action === "BACK" || action === "GO";
  router.history.block({ blockerFn: ({ action }) => leaves(action) && closeTop(), enableBeforeUnload: false });
  return router;
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
