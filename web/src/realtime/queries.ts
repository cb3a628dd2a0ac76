import { QueryClient } from "@tanstack/react-query";
import { isTemporary } from "../lib/api-error";
import { onReload } from "./hub";

/** Tries of a question that meets a bad connection, after the first. */
const retries = 2;

/**
 * The cache of what the server said. Live changes keep it fresh, so nothing is asked again just because time passes.
 * Give it to each hook, as `useQuery(…, queries)`: a provider around the app would make the first screen wait for the
 * library, and the first screen asks nothing by it.
 */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 30 * 60_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < retries && isTemporary(error),
    },
    mutations: { retry: false },
  },
});

onReload(() => void queries.invalidateQueries());
