/** Things that are found by asking the server, such as conversations, beside the commands that are known here. */
import { useEffect, useState } from "react";
import { createStore, useStore } from "../lib/store";

/** Something found. Picking it in the palette runs it. */
export interface Found {
  id: string;
  label: string;
  /** A second line, such as what was said. */
  hint?: string | undefined;
  run: () => void;
}

/** Finds things for what was typed. It is asked only when that is worth it, and given up when more is typed. */
export type Finder = (query: string, signal: AbortSignal) => Promise<readonly Found[]>;

const finders = createStore<readonly Finder[]>([]);

/** Adds a finder until the returned function is called. */
export function addFinder(finder: Finder): () => void {
  finders.set((all) => [...all, finder]);
  return () => finders.set((all) => all.filter((one) => one !== finder));
}

/** Milliseconds after the last key before the finders are asked. */
const pause = 200;
/** Fewer characters would find too much. */
const shortest = 2;

/** What the finders find for a query, for a component. A finder that fails finds nothing. */
export function useFound(query: string): readonly Found[] {
  const all = useStore(finders);
  const [found, setFound] = useState<readonly Found[]>([]);
  const asked = query.trim();
  useEffect(() => {
    setFound([]);
    if ([...asked].length < shortest || all.length === 0) return;
    const controller = new AbortController();
    const ask = async () => {
      const answers = await Promise.allSettled(all.map((finder) => finder(asked, controller.signal)));
      if (controller.signal.aborted) return;
      setFound(answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : [])));
    };
    const timer = setTimeout(() => void ask(), pause);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [asked, all]);
  return found;
}
