import { type PointerEvent, useEffect, useReducer, useRef } from "react";

/** Milliseconds after its last movement in which a pointer is about to press something. */
const aiming = 1000;

interface Calm<R> {
  rows: readonly R[];
  handlers: { onPointerMove: (event: PointerEvent) => void; onPointerLeave: () => void };
}

/**
 * Rows whose order waits while somebody aims at one of them with the mouse, for a second at most, so that nobody
 * presses what has just slipped under the pointer. What the rows say is always up to date.
 */
export function useCalmOrder<R extends { id: string }>(rows: readonly R[]): Calm<R> {
  const shown = useRef(rows);
  const moved = useRef(Number.NEGATIVE_INFINITY);
  const since = useRef(0);
  const [, again] = useReducer((count: number) => count + 1, 0);
  const now = performance.now();
  const differs = !sameOrder(shown.current, rows);
  if (!differs) since.current = 0;
  else if (since.current === 0) since.current = now;
  const waits = differs && now - moved.current < aiming && now - since.current < aiming;
  shown.current = waits ? inOrderOf(shown.current, rows) : rows;
  useEffect(() => {
    if (!waits) return;
    const timer = setTimeout(again, 100);
    return () => clearTimeout(timer);
  });
  const handlers = {
    onPointerMove: (event: PointerEvent) => {
      if (event.pointerType === "mouse") moved.current = performance.now();
    },
    onPointerLeave: () => {
      moved.current = Number.NEGATIVE_INFINITY;
    },
  };
  return { rows: shown.current, handlers };
}

function sameOrder<R extends { id: string }>(one: readonly R[], other: readonly R[]): boolean {
  return one.length === other.length && one.every((row, at) => row.id === other[at]?.id);
}

/** The old order with the new rows; those that are gone stay as they were until the order may change. */
export function inOrderOf<R extends { id: string }>(old: readonly R[], rows: readonly R[]): readonly R[] {
  const fresh = new Map(rows.map((row) => [row.id, row]));
  return old.map((row) => fresh.get(row.id) ?? row);
}
