/** What the page of all customers keeps in its address, so that a view is a link. Pure. */

/** The lists, in the order in which they stand. */
export const customerTabs = ["all", "queue", "handled"] as const;
export type CustomerTab = (typeof customerTabs)[number];

/** Filters that take several ids, with commas between them. */
export const listFilters = ["channel", "last_handler", "department"] as const;
export type ListFilter = (typeof listFilters)[number];

const texts = [...listFilters, "from", "to", "q", "after"] as const;

export interface CustomersSearch extends Partial<Record<(typeof texts)[number], string | undefined>> {
  /** Which list; absent: all. */
  list?: Exclude<CustomerTab, "all"> | undefined;
  type?: "inbox" | "outbox" | undefined;
}

/** Reads the address's search part; what does not belong there is left out. */
export function readCustomersSearch(raw: Record<string, unknown>): CustomersSearch {
  const found: CustomersSearch = {};
  if (raw.list === "queue" || raw.list === "handled") found.list = raw.list;
  if (raw.type === "inbox" || raw.type === "outbox") found.type = raw.type;
  for (const name of texts) {
    const value = raw[name];
    // The router reads what looks like a number as one.
    if ((typeof value === "string" && value) || typeof value === "number") found[name] = String(value);
  }
  return found;
}

/** The ids of a filter. */
export function idsOf(search: CustomersSearch, filter: ListFilter): string[] {
  return search[filter]?.split(",") ?? [];
}

/** What clears all filters; the choice of the list stays. */
export const noFilters = {
  type: undefined,
  channel: undefined,
  last_handler: undefined,
  department: undefined,
  from: undefined,
  to: undefined,
  q: undefined,
} satisfies CustomersSearch;

/** How many filters narrow the list, of a search the words not counted. */
export function countFilters({ type, channel, last_handler, department, from, to }: CustomersSearch): number {
  return [type, channel, last_handler, department, from || to].filter(Boolean).length;
}

/** Whether anything but the choice of the list narrows it. */
export function isNarrowed({ list: _list, after: _after, ...filters }: CustomersSearch): boolean {
  return Object.values(filters).some(Boolean);
}

/** The filters as a view keeps them: what stands behind the question mark, without the page. */
export function filtersOf({ after: _after, ...filters }: CustomersSearch): string {
  const kept = Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return new URLSearchParams(kept.sort(([a], [b]) => (a < b ? -1 : 1))).toString();
}

/** What a kept view looks at. */
export function searchOf(filters: string): CustomersSearch {
  return readCustomersSearch(Object.fromEntries(new URLSearchParams(filters)));
}
