import type { Profile } from "../contract";
import { keptAs } from "../place";
import { newSecret } from "./random";
import { local } from "./text-store";

/** Who this browser is towards the channel. */
export interface Identity {
  secret: string;
  /** Whether the server has a message of this visitor. */
  known?: boolean;
  /** The answers of the pre-chat form, until the first message has carried them to the server. */
  profile?: Profile;
}

/** The identity, made when it is first needed; read anew each time, because another tab may have made it. */
export function identity(): Identity {
  return local.read<Identity>(keptAs()) ?? setIdentity({ secret: newSecret() });
}

/** Whether the server has a message of this visitor. It makes nobody. */
export function isKnown(): boolean {
  return Boolean(local.read<Identity>(keptAs())?.known);
}

export function setIdentity(whole: Identity): Identity {
  local.write(keptAs(), whole);
  return whole;
}

/** The server has a message: the profile has done its work. */
export function markKnown(): void {
  if (!isKnown()) setIdentity({ secret: identity().secret, known: true });
}

/** Forgets the secret that the server does not take; the next that is asked for is new. */
export function renewIdentity(): void {
  local.remove(keptAs());
}
