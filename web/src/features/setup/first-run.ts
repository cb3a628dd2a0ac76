import { load, save } from "../../lib/storage";
import { createStore } from "../../lib/store";

/** What somebody is shown the way to in the browser in which they did the set-up. */
export type FirstStep = "try" | "install" | "connect" | "team";

/** Which steps have been taken; `undefined` where there is nothing to show. */
export const firstRun = createStore<readonly FirstStep[] | undefined>(load("first-run", undefined));

function keep(taken: readonly FirstStep[] | undefined): void {
  save("first-run", taken);
  firstRun.set(taken);
}

/** Begins to show the way, after the set-up. */
export const beginFirstRun = () => keep([]);

/** Stops showing it. */
export const endFirstRun = () => keep(undefined);

/** Notes that a step was taken. Elsewhere than in that browser it is nothing. */
export function takeStep(step: FirstStep): void {
  const taken = firstRun.get();
  if (taken && !taken.includes(step)) keep([...taken, step]);
}
