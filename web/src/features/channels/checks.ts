import { createStore, useStore } from "../../lib/store";
import { queries } from "../../realtime/queries";
import { checkChannel, type Finding, subscribeChannel } from "./api";

/** How the test of a channel stands. */
export interface Check {
  busy: boolean;
  /** What was found last; absent before the first answer. */
  findings?: readonly Finding[];
  /** Why there is no answer. */
  error?: unknown;
}

/** The tests of this visit, by channel: saving begins one, and every part of the channel's page shows it. */
const checks = createStore<Readonly<Record<string, Check>>>({});
const none: Check = { busy: false };

export function useCheck(channel: string): Check {
  return useStore(checks, (all) => all[channel] ?? none);
}

/** Key of a channel's templates in the cache. */
export const templatesKey = (channel: string) => ["templates", channel];

/** Tests a channel. What it found, or why it could not, is in `useCheck`; a later test counts for more. */
export async function runCheck(channel: string): Promise<void> {
  const { findings } = checks.get()[channel] ?? none;
  const begun: Check = { busy: true, ...(findings ? { findings } : {}) };
  note(channel, begun);
  const ended = await checkChannel(channel).then(
    (found): Check => ({ busy: false, findings: found }),
    (error: unknown): Check => ({ busy: false, error }),
  );
  if (checks.get()[channel] === begun) note(channel, ended);
  // The server has read the templates as well.
  void queries.invalidateQueries({ queryKey: templatesKey(channel) });
}

/** Asks the provider to bring deliveries, and tests whether it does. */
export async function subscribe(channel: string): Promise<void> {
  await subscribeChannel(channel);
  await runCheck(channel);
}

function note(channel: string, check: Check): void {
  checks.set((all) => ({ ...all, [channel]: check }));
}
