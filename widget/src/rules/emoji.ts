// biome-ignore lint/suspicious/noMisleadingCharacterClass: the parts of joined emoji are allowed one by one.
const onlyEmoji = /^(?:\p{Extended_Pictographic}|[\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F3FF}\u200D\uFE0F\s])+$/u;

/** Whether a text is nothing but a few emoji, and so is drawn larger. */
export function isEmojiOnly(text: string): boolean {
  return text.length <= 24 && onlyEmoji.test(text) && /\S/.test(text);
}
