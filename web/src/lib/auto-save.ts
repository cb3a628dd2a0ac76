import { useEffect, useRef, useState } from "react";

/** Milliseconds after the last key before a text is saved. */
export const typingPause = 800;
/** Milliseconds for which "saved" is shown. */
const shownFor = 2500;

type SaveState = "still" | "saving" | "saved" | "failed";

interface Options<T> {
  /** What the server has. */
  saved: T;
  save: (value: T) => Promise<void>;
  /** Whether a value can be sent at all; one that cannot waits in its field. */
  valid?: (value: T) => boolean;
}

/** A value that saves itself. */
export interface AutoSave<T> {
  /** What the field shows. */
  value: T;
  state: SaveState;
  /** Why the last save failed; the old value is then shown again. */
  error: unknown;
  /** Takes a value and saves it at once: switches, choices. */
  choose: (value: T) => void;
  /** Takes a value and saves it when the typing pauses: texts. */
  type: (value: T) => void;
  /** Saves now what is typed: on leaving the field. Resolves when nothing is left to save. */
  flush: () => Promise<void>;
  /** Tries again what failed. */
  retry: () => void;
}

/** Keeps a field and the server together: shown at once, saved soon, taken back with the reason if that fails. */
export function useAutoSave<T>({ saved, save, valid = () => true }: Options<T>): AutoSave<T> {
  const [typed, setTyped] = useState<{ value: T }>();
  const [state, setState] = useState<SaveState>("still");
  const [error, setError] = useState<unknown>();
  const refused = useRef<{ value: T }>(undefined);
  const pending = useRef<{ value: T }>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const work = useRef<Promise<void>>(Promise.resolve());
  useSettling(state, setState);

  const send = async (value: T) => {
    setState("saving");
    setError(undefined);
    try {
      await save(value);
      setState("saved");
    } catch (cause) {
      refused.current = { value };
      setError(cause);
      setState("failed");
    }
    // Something newer may have been typed meanwhile; that stays.
    setTyped((now) => (now && Object.is(now.value, value) ? undefined : now));
  };
  const flush = () => {
    clearTimeout(timer.current);
    const next = pending.current;
    pending.current = undefined;
    if (next && valid(next.value)) work.current = work.current.then(() => send(next.value));
    return work.current;
  };
  const take = (value: T) => {
    setTyped({ value });
    // While another value is on its way, going back to the saved one is a change as well.
    pending.current = Object.is(value, saved) && state !== "saving" ? undefined : { value };
  };
  return {
    value: typed ? typed.value : saved,
    state,
    error,
    flush,
    choose(value) {
      take(value);
      void flush();
    },
    type(value) {
      take(value);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush(), typingPause);
    },
    retry() {
      if (!refused.current) return;
      take(refused.current.value);
      void flush();
    },
  };
}

/** Lets "saved" fade after a while. */
function useSettling(state: SaveState, set: (state: SaveState) => void): void {
  useEffect(() => {
    if (state !== "saved") return;
    const timer = setTimeout(() => set("still"), shownFor);
    return () => clearTimeout(timer);
  }, [state, set]);
}
