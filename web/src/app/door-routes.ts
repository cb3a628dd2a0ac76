import { createRoute, lazyRouteComponent, type ParsedLocation, redirect } from "@tanstack/react-router";
import { keepFragment } from "../lib/fragment";
import { withWords } from "../lib/i18n";
import { root } from "./roots";

/** What one sees before being inside. */

interface SignInSearch {
  /** Path to go on to. */
  next?: string | undefined;
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: ({ next }: Record<string, unknown>): SignInSearch => ({ next: isOwnPath(next) ? next : undefined }),
  component: lazyRouteComponent(() => import("./screens/sign-in"), "SignIn"),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: "/set-up",
  beforeLoad: ({ location }) => hide("set_up", location),
  component: lazyRouteComponent(() => withWords(import("./screens/set-up")), "SetUp"),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  beforeLoad: ({ location }) => hide("invitation", location),
  component: lazyRouteComponent(() => withWords(import("./screens/invitation")), "Invitation"),
});

export const doorRoutes = [signIn, setUp, invitation] as const;

/** Takes the secret out of the address before anything is drawn: addresses are seen, shared and kept. */
function hide(name: "set_up" | "invitation", { hash, pathname }: ParsedLocation): void {
  if (!hash) return;
  keepFragment(name, hash);
  throw redirect({ to: pathname, hash: "", replace: true });
}

/** Whether a value is a path of this app; another site's address could be smuggled into a link to the sign-in. */
function isOwnPath(value: unknown): value is string {
  return typeof value === "string" && /^\/(?![/\\])/.test(value);
}
