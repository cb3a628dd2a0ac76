/** The rules of writing. Pure. */
import type { Place } from "../messages/api";

/** What one writes: a message to the contact, or a note between members. */
export type Mode = "reply" | "note";

/** Somebody a note can call. */
export interface Named {
  id: string;
  name: string;
}

/** The `@` that is being typed at the caret: where it stands, and what follows it. `undefined` if there is none. */
export function mentionAt(text: string, caret: number): { at: number; query: string } | undefined {
  const before = text.slice(0, caret);
  const match = /(^|[\s([])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u.exec(before);
  if (!match) return undefined;
  const query = match[2] ?? "";
  return { at: caret - query.length - 1, query };
}

/** The members whose name fits what was typed: first those whose name begins with it, then those with such a word. */
export function fitting<M extends Named>(members: readonly M[], query: string): M[] {
  const wanted = plain(query);
  const begins = members.filter(({ name }) => plain(name).startsWith(wanted));
  const within = members.filter((one) => !begins.includes(one) && plain(one.name).includes(` ${wanted}`));
  return [...begins, ...within];
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** A text with something in place of a stretch, and where the caret stands then. */
export function spliced(text: string, from: number, to: number, put: string): { text: string; caret: number } {
  return { text: text.slice(0, from) + put + text.slice(to), caret: from + put.length };
}

/** The members a note still calls: those chosen whose name is still written with an `@` before it. */
export function stillMentioned(text: string, chosen: readonly Named[]): string[] {
  return [...new Set(chosen.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id))];
}

/** Characters as people and the server count them. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** The share of the limit below which what is left is shown. */
const few = 0.1;

/** Characters that are left, once that matters; negative when there are too many. `undefined` while there is room. */
export function charactersLeft(text: string, limit: number): number | undefined {
  const shown = Math.round(limit * few);
  // A text has at most as many characters as UTF-16 units, which cost nothing to count.
  if (limit <= 0 || text.length < limit - shown) return undefined;
  const left = limit - lengthOf(text);
  return left <= shown ? left : undefined;
}

/** The kind of attachment a file will be, by the type the browser found. */
export function fileKind(type: string): "image" | "audio" | "video" | "file" {
  const group = type.split("/")[0];
  return group === "image" || group === "audio" || group === "video" ? group : "file";
}

const number = "(-?\\d{1,3}(?:\\.\\d+)?)";
/** How places are written: a plain pair, `geo:`, and the links of map pages. */
const places = [
  new RegExp(`!3d${number}!4d${number}`),
  new RegExp(`^\\s*(?:geo:)?\\(?${number}\\s*[,;]\\s*${number}\\)?`),
  new RegExp(`[?&](?:q|query|ll|destination|center)=(?:loc:)?${number}(?:,|%2C)\\s*${number}`, "i"),
  new RegExp(`@${number},${number}`),
  new RegExp(`[?&]mlat=${number}&mlon=${number}`),
  new RegExp(`#map=\\d+/${number}/${number}`),
];

/** Reads a point from coordinates or a link to a map. `undefined` if there is none in it. */
export function readPlace(text: string): Pick<Place, "latitude" | "longitude"> | undefined {
  for (const pattern of places) {
    const match = pattern.exec(text);
    if (!match) continue;
    const [latitude, longitude] = [Number(match[1]), Number(match[2])];
    if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return { latitude, longitude };
  }
  return undefined;
}

/** Whether a press of Enter sends. On touch keyboards it makes a new line, and never in the middle of a composed word. */
export function sends(
  press: { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean; isComposing: boolean },
  enterSends: boolean,
  touch: boolean,
): boolean {
  if (press.key !== "Enter" || press.isComposing || press.altKey) return false;
  const held = press.ctrlKey || press.metaKey;
  if (held) return !press.shiftKey;
  return enterSends && !touch && !press.shiftKey;
}

/** Two texts one after the other, as when what was not sent comes back to where something else is being written. */
export function joined(first: string, second: string): string {
  return [first, second].filter((text) => text.trim() !== "").join("\n");
}
