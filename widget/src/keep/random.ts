function bytes(count: number): number[] {
  return [...crypto.getRandomValues(new Uint8Array(count))];
}

/** 32 random bytes in base64url, 43 characters. */
export function newSecret(): string {
  const swaps: Record<string, string> = { "+": "-", "/": "_", "=": "" };
  return btoa(String.fromCharCode(...bytes(32))).replace(/[+/=]/g, (sign) => swaps[sign] ?? "");
}

/** A random UUID (version 4). crypto.randomUUID is missing on pages without https. */
export function newUuid(): string {
  const digits = bytes(31).map((byte) => (byte & 15).toString(16));
  return "xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx".replace(/x/g, () => digits.pop() ?? "");
}
