import { useRef, useSyncExternalStore } from "react";

/** A value that components and plain functions share. Only what changes identity counts as changed. */
export interface Store<T> {
  get(): T;
  /** Replaces the value, or works it out from the present one. Listeners hear of it before this returns. */
  set(next: T | ((now: T) => T)): void;
  /** Calls `listener` after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      const changed = typeof next === "function" ? (next as (now: T) => T)(value) : next;
      if (Object.is(changed, value)) return;
      value = changed;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Reads a store in a component and renders again when it changes. */
export function useStore<T>(store: Store<T>): T;
/** Reads a part of a store. The part keeps its identity while `same` (default `Object.is`) holds. */
export function useStore<T, P>(store: Store<T>, part: (value: T) => P, same?: (a: P, b: P) => boolean): P;
export function useStore<T, P>(
  store: Store<T>,
  part: (value: T) => P = (value) => value as unknown as P,
  same: (a: P, b: P) => boolean = Object.is,
): P {
  const last = useRef<{ value: P } | null>(null);
  return useSyncExternalStore(store.subscribe, () => {
    const next = part(store.get());
    if (last.current && same(last.current.value, next)) return last.current.value;
    last.current = { value: next };
    return next;
  });
}
