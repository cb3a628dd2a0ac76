/** The value of a key, made at the first asking and kept for ever. For few keys and values that are dear to make. */
export function cached<K, V>(kept: Map<K, V>, key: K, make: () => V): V {
  const found = kept.get(key);
  if (found !== undefined) return found;
  const made = make();
  kept.set(key, made);
  return made;
}
