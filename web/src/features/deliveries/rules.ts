import type { Translate } from "../../lib/i18n";

/** Characters of a body that are shown; more would make the page slow, and nobody reads them. */
export const mostShown = 100_000;

/** Why a delivery is held, in a few words. */
export function reasonText(t: Translate, code: string): string {
  if (code === "not_understood" || code === "channel_off") return t(`deliveries.code_${code}`);
  return t("deliveries.code_failed");
}

/**
 * A body as people read it: JSON with a line for each value. Everything but the space between values stays to the letter,
 * also numbers that JavaScript would round; what is no JSON stays as it is.
 */
export function readable(body: string): string {
  return isJson(body) ? arranged(body) : body;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

// A text, a sign of structure, or anything else up to the next of these.
const parts = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

const opens = (part: string) => part === "{" || part === "[";
const closes = (part: string) => part === "}" || part === "]";

function arranged(json: string): string {
  let depth = 0;
  let before = "";
  let text = "";
  for (const part of json.match(parts) ?? []) {
    if (closes(part)) depth -= 1;
    if (breaks(before, part)) text += `\n${"  ".repeat(depth)}`;
    text += part === ":" ? ": " : part;
    if (opens(part)) depth += 1;
    before = part;
  }
  return text;
}

/** Whether a new line begins between two parts. What is empty stays on one. */
function breaks(before: string, part: string): boolean {
  if (closes(part)) return !opens(before);
  return before === "," || opens(before);
}
