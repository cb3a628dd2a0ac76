/** What stands behind the # of a link: a code or a token that must not stay where others see it. */

const names = { set_up: "sapa.set-up-code", invitation: "sapa.invitation-token" } as const;
type Name = keyof typeof names;

const memory = new Map<Name, string>();

/** Keeps what stood behind the # for as long as this tab lives, a reload included. */
export function keepFragment(name: Name, fragment: string): void {
  const secret = secretIn(fragment);
  memory.set(name, secret);
  try {
    sessionStorage.setItem(names[name], secret);
  } catch {
    // Storage can be forbidden; then it lives until the page is loaded anew.
  }
}

/** What is kept; empty for nothing. */
export function keptFragment(name: Name): string {
  const known = memory.get(name);
  if (known !== undefined) return known;
  try {
    return sessionStorage.getItem(names[name]) ?? "";
  } catch {
    return "";
  }
}

/** Forgets it, because it has done its work. */
export function forgetFragment(name: Name): void {
  memory.delete(name);
  try {
    sessionStorage.removeItem(names[name]);
  } catch {
    // Nothing was kept either.
  }
}

/** The secret in what somebody copied: the whole address, `#abc`, or only `abc`. */
export function secretIn(text: string): string {
  return text.slice(text.lastIndexOf("#") + 1).trim();
}
