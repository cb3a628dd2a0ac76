import { ApiError } from "./api-error";
import type { Translate, WordKey } from "./i18n";

/**
 * Says a code of the server in words: `conflict` becomes the text `errors.conflict`, an unknown one a general text. What the
 * first screen cannot be refused with is among the `refusals`, whose texts come later.
 */
export function codeWords(t: Translate, code: string): string {
  const key = `errors.${code}` as WordKey;
  const words = t(key);
  return words === key ? wordsOf(t, `refusals.${code}` as WordKey, "errors.unknown") : words;
}

/** Whose words are said: the kind of a channel, and what its provider is called. */
export interface Provider {
  kind: string;
  provider: string;
}

/** Says in words why a provider did not take a message, does not give a file, or refuses an account. */
export function failureWords(t: Translate, code: string, { kind, provider }: Provider): string {
  const general = wordsOf(t, `failures.${code}` as WordKey, "failures.unknown", { provider });
  const key = `failures.${code}_${kind}` as WordKey;
  const own = t(key, { provider });
  return own === key ? general : own;
}

function wordsOf(t: Translate, key: WordKey, otherwise: WordKey, values: Record<string, string> = {}): string {
  const words = t(key, values);
  // A text that is not there is answered with its key.
  return words === key ? t(otherwise) : words;
}

/** Says why something failed. Anything that is not an `ApiError` is a fault of ours and gets the general text. */
export function errorWords(t: Translate, error: unknown): string {
  return codeWords(t, error instanceof ApiError ? error.code : "unknown");
}

/** Texts by field for a refused form, as `{ email: "Email ini sudah dipakai" }`. Empty if no field is to blame. */
export function fieldWords(t: Translate, error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(Object.entries(error.fields).map(([field, code]) => [field, codeWords(t, code)]));
}
