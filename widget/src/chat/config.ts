import type { Config } from "../contract";
import { identity, isKnown } from "../keep/identity";
import { request } from "../wire/request";
import { change, state } from "./state";

const longestAge = 5 * 60_000;

let fetched = Date.now();

/** Asks whether the pre-chat form stands before the first message, or before those that wait for its answers. */
export function decideForm(): void {
  const { config, outbox, profileProblems } = state;
  const first = config.pre_chat.enabled && !isKnown() && !identity().profile && !outbox.length;
  change({ asking: first || profileProblems.length > 0 });
}

/** Fetches what the administrator has set, if what is here is older than five minutes, or at all costs. */
export async function refreshConfig(always = false): Promise<void> {
  if (!always && Date.now() - fetched < longestAge) return;
  // Without an answer the old one serves until the next time.
  change({ config: await request<Config>("/config").catch(() => state.config) });
  fetched = Date.now();
  decideForm();
}
