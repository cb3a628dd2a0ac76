import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { components } from "../../gen/api";
import { api } from "../../lib/http";

/** What is to be supposed of a past stretch of time. */
export type Supposition = components["schemas"]["WhatIfInputBody"];
/** How long customers waited, and how long they would have. */
export type WhatIf = components["schemas"]["WhatIf"];
export type Waits = components["schemas"]["Waits"];

/** The past as it is supposed to have been. Who asks something else meanwhile gives up the former question. */
export const whatIf = (supposition: Supposition | undefined) =>
  queryOptions({
    queryKey: ["what-if", supposition],
    queryFn: ({ signal }) => api.post<WhatIf>("/what-if", supposition, { signal }),
    enabled: supposition !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
