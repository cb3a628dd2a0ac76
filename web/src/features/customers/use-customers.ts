import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { onEvent } from "../../realtime/hub";
import { queries } from "../../realtime/queries";
import { useRows } from "../conversations/api";
import { type CustomersSearch, filtersOf } from "./address";
import { readCustomers } from "./api";
import { staysIn } from "./columns";
import type { Shown } from "./row-parts";

const listKey = ["customers"];

/** Milliseconds between two looks at a list that changes all the time. */
const calm = 4000;

/** What moves rows into lists and out of them. */
const moves = /^(conversation\.(?!read)|message\.received)/;

/** The page an address asks for. It is asked for again when something came into it or left it; what a search found is not. */
export function useCustomers(search: CustomersSearch, enabled: boolean) {
  const key = [...listKey, filtersOf(search), search.after ?? ""];
  const asked = useQuery(
    {
      queryKey: key,
      enabled,
      queryFn: ({ signal }) => readCustomers(search, signal),
      placeholderData: keepPreviousData,
      // What happened while another page was in view was not heard here.
      staleTime: 0,
    },
    queries,
  );
  const moving = !search.q;
  useEffect(() => (moving ? lookAgain() : undefined), [moving]);
  return asked;
}

/** Asks for the list again some time after something moved, until the returned function is called. */
function lookAgain(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = onEvent("*", ({ kind, gone }) => {
    if (timer || (!gone && !moves.test(kind))) return;
    timer = setTimeout(() => {
      timer = undefined;
      refreshCustomers();
    }, calm);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

/** Asks for the list again now. */
export function refreshCustomers(): void {
  void queries.invalidateQueries({ queryKey: listKey });
}

/** The rows as their conversations stand now; those that went out of sight or belong in the list no more are left out. */
export function useShown(rows: readonly Shown[], search: CustomersSearch): readonly Shown[] {
  const now = useRows(rows.map(({ conversation: { id } }) => id));
  return rows.flatMap((hit, at) => {
    const conversation = now[at];
    return conversation && staysIn(search, conversation) ? [{ ...hit, conversation }] : [];
  });
}
