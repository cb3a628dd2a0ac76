import { useEffect } from "react";
import { onEvent } from "../../realtime/hub";
import { queries } from "../../realtime/queries";
import { monitoring } from "./api";
import { isTelling } from "./rules";

/** Milliseconds in which all that happens makes one question. */
export const gather = 2000;

/** Asks for the figures again after what changes them, for as long as they are looked at. */
export function useFreshFigures(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      timer = undefined;
      void queries.invalidateQueries({ queryKey: monitoring.queryKey });
    };
    const end = onEvent("*", ({ kind }) => {
      if (isTelling(kind)) timer ??= setTimeout(ask, gather);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, []);
}
