import { queryOptions } from "@tanstack/react-query";
import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import { queries } from "../../realtime/queries";
import { refreshBootstrap } from "../account/api";

/** How many conversations an agent may handle at once. */
export type Workload = components["schemas"]["Workload"];

const workloadKey = ["workload"];

/** The limits as they are set. Others may change them meanwhile, so they are asked anew each time. */
export const workloadSet = queryOptions({
  queryKey: workloadKey,
  queryFn: ({ signal }) => api.get<Workload>("/workload", { signal }),
  staleTime: 0,
});

/** Replaces all limits at once. */
export async function setWorkload(limits: Workload): Promise<void> {
  await api.put("/workload", limits);
  queries.setQueryData(workloadKey, limits);
  await refreshBootstrap();
}
