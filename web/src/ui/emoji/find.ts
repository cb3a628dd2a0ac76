/** The emoji one can pick, and finding them by what people call them in either language. */
import type { Language } from "../../lib/i18n";
import data from "./emoji.json";

export type EmojiGroup = "faces" | "people" | "hearts" | "shop" | "food" | "nature" | "signs";

export interface Emoji {
  emoji: string;
  /** Its names in each language, the best first. */
  names: Record<Language, string[]>;
}

export const groups: readonly { name: EmojiGroup; emoji: readonly Emoji[] }[] = data.map(({ name, emoji }) => ({
  name: name as EmojiGroup,
  emoji: emoji.map(([sign = "", id = "", en = ""]) => ({
    emoji: sign,
    names: { id: id.split(","), en: en.split(",") },
  })),
}));

const all = groups.flatMap((group) => group.emoji);
const bySign = new Map(all.map((one) => [one.emoji, one]));

/** What to call an emoji, for people who do not see it. */
export function emojiName(emoji: string, language: Language): string {
  return bySign.get(emoji)?.names[language][0] ?? emoji;
}

/** The emoji one of whose names has a word that begins with what was typed. People mix the languages, so both count. */
export function findEmoji(query: string): Emoji[] {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [];
  return all.filter(({ names }) =>
    [...names.id, ...names.en].some((name) => ` ${name.toLowerCase()}`.includes(` ${wanted}`)),
  );
}
