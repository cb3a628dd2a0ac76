import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readCustomersSearch } from "../features/customers/address";
import { withWords } from "../lib/i18n";
import { inside } from "./roots";

/** All customers, whatever became of their conversations. */
export const customersRoute = createRoute({
  getParentRoute: () => inside,
  path: "/customers",
  validateSearch: readCustomersSearch,
  component: lazyRouteComponent(() => withWords(import("./screens/customers"), "office"), "Customers"),
});
