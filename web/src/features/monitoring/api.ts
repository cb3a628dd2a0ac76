import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { components } from "../../gen/api";
import { api } from "../../lib/http";

/** What one agent does now and has done today. */
export type Agent = components["schemas"]["MonitoredAgent"];
export type Monitoring = components["schemas"]["Monitoring"];
type LogPage = components["schemas"]["PresenceLog"];

/** What agents do at this moment; asked anew each time somebody comes to look, and after what happens. */
export const monitoring = queryOptions({
  queryKey: ["monitoring"],
  queryFn: ({ signal }) => api.get<Monitoring>("/monitoring", { signal }),
  staleTime: 0,
});

/** When a member came and went, newest first, page by page. */
export const presenceLog = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["presence-log", id],
    queryFn: ({ pageParam, signal }) =>
      api.get<LogPage>(`/members/${id}/presence`, { query: { cursor: pageParam }, signal }),
    initialPageParam: "",
    getNextPageParam: ({ next }: LogPage) => next || undefined,
    staleTime: 0,
  });
