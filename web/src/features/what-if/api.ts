import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { components } from "../../gen/api";
import { api } from "../../lib/http";
import { queries } from "../../realtime/queries";

/** What is to be supposed of a past stretch of time. */
export type Supposition = components["schemas"]["WhatIfInputBody"];
/** How long customers waited, and how long they would have. */
export type WhatIf = components["schemas"]["WhatIf"];
export type Waits = components["schemas"]["Waits"];

const key = ["what-if"];

/** The past as it is supposed to have been. Who asks something else meanwhile gives up the former question. */
export const whatIf = (supposition: Supposition | undefined) =>
  queryOptions({
    queryKey: [...key, supposition],
    queryFn: ({ signal }) => api.post<WhatIf>("/what-if", supposition, { signal }),
    enabled: supposition !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** Gives up what is being replayed; the server stops as well. */
export const stopWhatIf = () => void queries.cancelQueries({ queryKey: key });
