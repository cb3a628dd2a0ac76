import { infiniteQueryOptions } from "@tanstack/react-query";
import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import { queries } from "../../realtime/queries";

/** What a provider brought and Sapa could not take in. */
export type Delivery = components["schemas"]["Delivery"];
type Page = components["schemas"]["Deliveries"];

const listKey = ["deliveries"];

/** The deliveries that are held, newest first, page by page. Nobody tells of new ones, so it is asked anew each time. */
export const heldDeliveries = infiniteQueryOptions({
  queryKey: listKey,
  queryFn: ({ pageParam, signal }) => api.get<Page>("/deliveries", { query: { after: pageParam }, signal }),
  initialPageParam: "",
  getNextPageParam: ({ next }: Page) => next || undefined,
  staleTime: 0,
});

export const deliveryKey = (id: string) => ["delivery", id];

/** One delivery with its body. */
export const readDelivery = (id: string) => api.get<Delivery>(`/deliveries/${id}`);

/** Tries once more to take a delivery in, and answers how it stands then. */
export async function replayDelivery(id: string): Promise<Delivery> {
  const delivery = await api.post<Delivery>(`/deliveries/${id}/replay`);
  queries.setQueryData(deliveryKey(id), delivery);
  void queries.invalidateQueries({ queryKey: listKey });
  return delivery;
}

/** Removes a delivery for good. */
export async function discardDelivery(id: string): Promise<void> {
  await api.delete(`/deliveries/${id}`);
  void queries.invalidateQueries({ queryKey: listKey });
}
