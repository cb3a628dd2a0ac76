import type { Language } from "../contract";

/** The first of the wishes that is a language of ours; Indonesian when none is. */
export function pickLanguage(...wishes: (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const short = wish?.slice(0, 2).toLowerCase();
    if (short === "id" || short === "en") return short;
  }
  return "id";
}
