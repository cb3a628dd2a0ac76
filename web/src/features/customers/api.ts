/** What the server knows of all customers and of the views one keeps. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { components } from "../../gen/api";
import { ApiError } from "../../lib/api-error";
import { api, apiAddress } from "../../lib/http";
import { onEvent } from "../../realtime/hub";
import { queries } from "../../realtime/queries";
import { learn } from "../conversations/api";
import { type CustomersSearch, idsOf, listFilters } from "./address";

/** A customer with their latest conversation; of a search, what was found. */
export type CustomerRow = components["schemas"]["Hit"];
export type CustomerPage = components["schemas"]["CustomerPage"];
/** Filters that somebody keeps under a name. */
export type View = components["schemas"]["View"];

/** Customers of a page. */
export const pageSize = 25;
/** Fewer characters find too much. */
export const shortest = 2;
/** A page may end before it is full, since the server looks at so many at a time: it is asked on so often. */
const goingOn = 8;

/** The question that an address asks. */
export function questionOf({ after: _after, list, ...filters }: CustomersSearch) {
  const lists = Object.fromEntries(listFilters.map((name) => [name, idsOf(filters, name).join(",")]));
  return { ...filters, ...lists, tab: list ?? "all" };
}

/** Reads a page, going on where the server stopped before it was full. */
export async function readCustomers(search: CustomersSearch, signal: AbortSignal): Promise<CustomerPage> {
  const page: CustomerPage = { rows: [], next: search.after ?? "" };
  for (let asked = 0; asked < goingOn; asked++) {
    const query = { ...questionOf(search), cursor: page.next, limit: pageSize - page.rows.length };
    const more = await learn(
      () => api.get<CustomerPage>("/customers", { query, signal }),
      ({ rows }) => rows.map(({ conversation }) => conversation),
    );
    page.rows.push(...more.rows);
    page.next = more.next;
    if (!more.next || page.rows.length >= pageSize) break;
  }
  return page;
}

/** Where the file of what an address shows is. */
export function fileAddress(search: CustomersSearch): string {
  return apiAddress("/customers/file", questionOf(search));
}

const viewsKey = ["views"];

/** The views one has, one's own, then those others share; what colleagues do to them is followed. */
export function useViews() {
  const read = async () => (await api.get<{ views: View[] }>("/views")).views;
  useEffect(() => {
    const stop = onEvent("*", ({ kind }) => {
      if (kind.startsWith("view.")) void refreshViews();
    });
    return stop;
  }, []);
  return useQuery({ queryKey: viewsKey, queryFn: read, staleTime: 0 }, queries);
}

/** Asks for the views again. */
export function refreshViews(): Promise<void> {
  return queries.invalidateQueries({ queryKey: viewsKey });
}

/** What of a view can change. */
export type ViewFields = Pick<View, "name" | "filters" | "shared">;

/** What of a view can change, without the rest of it. */
export const fieldsOf = ({ name, filters, shared }: ViewFields): ViewFields => ({ name, filters, shared });

/** Keeps a new view. */
export async function keepView(fields: ViewFields): Promise<View> {
  const kept = await api.post<View>("/views", fields);
  await refreshViews();
  return kept;
}

/** Changes a view one saw so; refused when a colleague changed it meanwhile. */
export async function changeView(id: string, fields: Partial<ViewFields>, seen: ViewFields): Promise<View> {
  try {
    return await api.patch<View>(`/views/${id}`, { ...fields, seen: fieldsOf(seen) });
  } finally {
    await refreshViews();
  }
}

/** Forgets a view. One that somebody deleted before is gone as well. */
export async function deleteView(id: string): Promise<void> {
  try {
    await api.delete(`/views/${id}`);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 404) throw error;
  }
  await refreshViews();
}
