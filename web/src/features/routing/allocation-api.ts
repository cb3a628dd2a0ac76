import { queryOptions } from "@tanstack/react-query";
import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import { createStore, useStore } from "../../lib/store";
import { queries } from "../../realtime/queries";

/** What is known of the service that says who takes a conversation. */
export type Allocation = components["schemas"]["Allocation"];
export type AllocationAnswer = components["schemas"]["AllocationAnswer"];
export type AllocationTrial = components["schemas"]["AllocationTrial"];
type Secret = components["schemas"]["ChannelSecret"];

const key = ["allocation"];

/** The service as it stands, with its latest answers. */
export const allocation = queryOptions({
  queryKey: key,
  queryFn: ({ signal }) => api.get<Allocation>("/allocation", { signal }),
  staleTime: 0,
});

/** The secret made in this visit: nobody can read it again once the page is closed. */
const secret = createStore<Secret | undefined>(undefined);

export const useAllocationSecret = (): Secret | undefined => useStore(secret, (made) => made);

/** Makes the secret anew. The former one counts for some hours still; 0 ends it at once. */
export async function makeAllocationSecret(hours: number): Promise<void> {
  const made = await api.post<Secret>("/allocation/secret", { keep_hours: hours });
  secret.set(() => made);
  await queries.invalidateQueries({ queryKey: key });
}

/** Asks the service at an address about an invented conversation. */
export const tryAllocation = (url: string) => api.post<AllocationTrial>("/allocation/test", { url });
