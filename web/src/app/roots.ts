import { createRootRoute, createRoute, redirect } from "@tanstack/react-router";
import { start } from "../features/account/api";
import { Inside } from "./inside";

export const root = createRootRoute();

/**
 * Every screen that needs a signed-in member stands below this one; those that do not stand beside it. Whoever is not
 * signed in is sent to the door that leads in, and from there back to where they wanted to go.
 */
export const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  beforeLoad: ({ location: { href } }) => {
    const state = start.get()?.state;
    if (state === "setup_required") throw redirect({ to: "/set-up", replace: true });
    if (state === "signed_out") {
      throw redirect({ to: "/sign-in", search: href === "/" ? {} : { next: href }, replace: true });
    }
  },
  component: Inside,
});
