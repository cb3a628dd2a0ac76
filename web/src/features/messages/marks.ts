/** Reading a message's text: links, mentions, and the marks people know from WhatsApp. Pure; HTML never. */

/** A piece of a text. `bold`, `italic` and `strike` contain further pieces, the others only text. */
export type Piece =
  | string
  | { kind: "bold" | "italic" | "strike"; parts: Piece[] }
  | { kind: "code" | "block" | "mention"; text: string }
  | { kind: "link"; text: string; href: string };

const border = "[\\p{L}\\p{N}]";
/** A mark stands at the edges of words and clings to its text: 2*3*4 is arithmetic. */
const pair = (mark: string, name: string) =>
  `(?<!${border}|${mark})${mark}(?=[^\\s${mark}])(?<${name}>[^${mark}\\n]*?[^\\s${mark}])${mark}(?!${border}|${mark})`;
const address = '(?<link>(?:https?:\\/\\/|www\\.)[^\\s<>"]+|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+)';

const sources = [
  "```(?<block>[\\s\\S]+?)```",
  "`(?<code>[^`\\n]+)`",
  address,
  pair("\\*", "bold"),
  pair("_", "italic"),
  pair("~", "strike"),
];

/** Takes a text apart. `names` are the members a note calls, as they are written after the @. */
export function readText(text: string, names: readonly string[] = []): Piece[] {
  const calls = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).sort((a, b) => b.length - a.length);
  const mention = calls.length > 0 ? [`(?<mention>@(?:${calls.join("|")}))(?!${border})`] : [];
  return split(text, new RegExp([...mention, ...sources].join("|"), "gu"));
}

function split(text: string, pattern: RegExp): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const found = readMatch(match, pattern);
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push(...found);
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

function readMatch(match: RegExpMatchArray, pattern: RegExp): Piece[] {
  const { block, code, link, bold, italic, strike, mention } = match.groups ?? {};
  if (block !== undefined) return [{ kind: "block", text: block.replace(/^\n|\n$/g, "") }];
  if (code !== undefined) return [{ kind: "code", text: code }];
  if (mention !== undefined) return [{ kind: "mention", text: mention }];
  if (link !== undefined) return readLink(link);
  const [kind, inner] =
    bold !== undefined ? ["bold", bold] : italic !== undefined ? ["italic", italic] : ["strike", strike];
  return [{ kind: kind as "bold" | "italic" | "strike", parts: split(inner ?? "", pattern) }];
}

/** A link without the sign that ends the sentence around it. */
function readLink(found: string): Piece[] {
  const text = trimmed(found);
  const rest = found.slice(text.length);
  const href = text.includes("://") ? text : text.startsWith("www.") ? `https://${text}` : `mailto:${text}`;
  if (!isSafe(href)) return [found];
  const link: Piece = { kind: "link", text, href };
  return rest ? [link, rest] : [link];
}

function trimmed(found: string): string {
  const text = found.replace(/[.,;:!?'"*_~]+$/, "");
  // A bracket belongs to the address only if it was opened in it.
  const closes = text.endsWith(")") && text.split("(").length < text.split(")").length;
  return closes || text.endsWith("]") || text.endsWith("}") ? trimmed(text.slice(0, -1)) : text;
}

function isSafe(href: string): boolean {
  try {
    return ["http:", "https:", "mailto:"].includes(new URL(href).protocol);
  } catch {
    return false;
  }
}

const oneEmoji =
  "(?:\\p{Extended_Pictographic}(?:\\uFE0F|[\\u{1F3FB}-\\u{1F3FF}])*(?:\\u200D\\p{Extended_Pictographic}(?:\\uFE0F|[\\u{1F3FB}-\\u{1F3FF}])*)*|[\\u{1F1E6}-\\u{1F1FF}]{2}|[0-9#*]\\uFE0F?\\u20E3)";
const emoji = new RegExp(oneEmoji, "gu");
const onlyEmoji = new RegExp(`^(?:${oneEmoji}|\\s)+$`, "u");

/** How many emoji a text is made of, if of nothing else; 0 otherwise. */
export function emojiCount(text: string): number {
  return onlyEmoji.test(text) ? (text.match(emoji)?.length ?? 0) : 0;
}

/** A text without its marks, in one line: for a preview or a screen reader. */
export function plainText(text: string): string {
  const flat = (pieces: Piece[]): string =>
    pieces
      .map((piece) => (typeof piece === "string" ? piece : "parts" in piece ? flat(piece.parts) : piece.text))
      .join("");
  return flat(readText(text)).replace(/\s+/g, " ").trim();
}
