import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { ErrorView } from "../ui/error-boundary";
import { Inside } from "./inside";
import { places } from "./navigation";
import { NotFound } from "./screens/not-found";

const root = createRootRoute();

/** Every screen that needs a signed-in member stands below this one. Those that do not stand beside it. */
const inside = createRoute({ getParentRoute: () => root, id: "inside", component: Inside });

const home = createRoute({
  getParentRoute: () => inside,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: places[0]?.to ?? "/preferences", replace: true });
  },
});

const preferences = createRoute({
  getParentRoute: () => inside,
  path: "/preferences",
  component: lazyRouteComponent(() => import("./screens/preferences"), "Preferences"),
});

const tree = root.addChildren([inside.addChildren([home, preferences])]);

/** The router of the app. Screens are fetched when a link to them is pointed at or focused. */
export function createAppRouter() {
  return createRouter({
    routeTree: tree,
    defaultPreload: "intent",
    defaultPendingMs: 300,
    defaultPendingMinMs: 500,
    scrollRestoration: true,
    defaultNotFoundComponent: NotFound,
    defaultErrorComponent: ({ error, reset }) => <ErrorView error={asError(error)} onRetry={reset} />,
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
