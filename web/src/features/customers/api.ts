/** What the server knows of all customers and of the views one keeps. */
import { useQuery } from "@tanstack/react-query";
import type { components } from "../../gen/api";
import { api, apiAddress } from "../../lib/http";
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

/** The views one has: one's own, then those others share. */
export function useViews(): readonly View[] {
  const read = async () => (await api.get<{ views: View[] }>("/views")).views;
  return useQuery({ queryKey: viewsKey, queryFn: read, staleTime: 60_000 }, queries).data ?? [];
}

type ViewFields = Partial<Pick<View, "name" | "filters" | "shared">>;

/** Keeps a new view, or changes one. */
export async function saveView(id: string | undefined, fields: ViewFields): Promise<void> {
  await (id ? api.patch(`/views/${id}`, fields) : api.post("/views", fields));
  await queries.invalidateQueries({ queryKey: viewsKey });
}

export async function deleteView(id: string): Promise<void> {
  await api.delete(`/views/${id}`);
  await queries.invalidateQueries({ queryKey: viewsKey });
}
