/** Where one left from to log in at a provider, for the way back when nothing comes of it. */
export interface LoginOrigin {
  kind: string;
  /** The channel that was to get a new token; absent for one that is yet to be connected. */
  channel?: string | undefined;
}

const name = "sapa.login-origin";

/** Keeps it for as long as this tab lives: the provider's pages lie between. */
export function keepOrigin(origin: LoginOrigin): void {
  try {
    sessionStorage.setItem(name, JSON.stringify(origin));
  } catch {
    // Storage can be forbidden; then the way back leads to the choice of kinds.
  }
}

/** What was kept last; `undefined` when nothing is known. */
export function keptOrigin(): LoginOrigin | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(name) ?? "null");
    return isOrigin(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function isOrigin(kept: unknown): kept is LoginOrigin {
  if (typeof kept !== "object" || kept === null || !("kind" in kept) || typeof kept.kind !== "string") return false;
  return !("channel" in kept) || typeof kept.channel === "string";
}
