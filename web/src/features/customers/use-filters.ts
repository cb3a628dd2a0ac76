import { useNavigate, useSearch } from "@tanstack/react-router";
import { useNow } from "../../lib/clock";
import { dayOf } from "../../lib/zone";
import { useBootstrap } from "../account/api";
import { type CustomersSearch, readCustomersSearch } from "./address";

/** The filters in the address, and a way to change some of them: the list then begins anew. */
export function useFilters(): [CustomersSearch, (part: CustomersSearch, replace?: boolean) => void] {
  // The router gives what the route does not know along with what it read.
  const search = useSearch({ strict: false, select: readCustomersSearch, structuralSharing: true });
  const go = useNavigate();
  const set = (part: CustomersSearch, replace = false) =>
    void go({ to: "/customers", search: { ...search, after: undefined, ...part }, replace });
  return [search, set];
}

/** Which day it is where the workspace is. */
export function useToday(): string {
  return dayOf(useNow(), useBootstrap().me.workspace.time_zone);
}
