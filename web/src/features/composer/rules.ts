/** The rules of writing. Pure. */
import type { components } from "../../gen/api";
import type { Attachment, Place } from "../messages/api";

/** What a channel can do. */
export type Caps = components["schemas"]["Caps"];

/** What bounds a mail's own parts, on channels whose messages are mails. */
export type MailCaps = components["schemas"]["MailLimits"];

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

/** How long a text may be, in characters, and in bytes where the provider counts those. */
export interface Longest {
  characters: number;
  bytes?: number | undefined;
}

/** What is left of a limit: characters, or bytes where those run out first. Negative when there is too much. */
export function roomIn(text: string, { characters, bytes }: Longest): { count: number; bytes: boolean } {
  const left = characters - lengthOf(text);
  // No character has more than three bytes for each of its UTF-16 units, which cost nothing to count.
  if (!bytes || text.length * 3 <= bytes - left) return { count: left, bytes: false };
  const spare = bytes - new TextEncoder().encode(text).length;
  return spare < left ? { count: spare, bytes: true } : { count: left, bytes: false };
}

/** The share of the limit below which what is left is shown. */
const few = 0.1;

/** Characters that are left, once that matters; negative when there are too many. `undefined` while there is room. */
export const charactersLeft = (text: string, limit: number): number | undefined =>
  leftOf(text, { characters: limit })?.count;

/** What is left of a limit, once that matters. `undefined` while there is room. */
export function leftOf(text: string, longest: Longest): ReturnType<typeof roomIn> | undefined {
  const { characters, bytes } = longest;
  const shown = Math.round(characters * few);
  // A text has at most as many characters as UTF-16 units, and at most three bytes for each.
  const most = bytes ? Math.max(text.length, text.length * 3 - bytes + characters) : text.length;
  if (characters <= 0 || most < characters - shown) return undefined;
  const left = roomIn(text, longest);
  return left.count <= shown ? left : undefined;
}

/** The kind of attachment a file will be, by the type the browser found. */
export function fileKind(type: string): "image" | "audio" | "video" | "file" {
  const group = type.split("/")[0];
  return group === "image" || group === "audio" || group === "video" ? group : "file";
}

/** Types that the server turns into one the channel takes. */
const becomes: Readonly<Record<string, string>> = { "audio/webm": "audio/ogg" };

/** Why a channel does not take a file, by what is known of it; empty when it does. A type nobody knows is left to the server. */
export function fileFault(caps: Caps, file: Pick<Attachment, "kind" | "type" | "size">): string {
  const limit = caps.files[file.kind];
  if (!limit) return "unsupported_type";
  const type = file.type.split(";")[0] ?? "";
  const taken = limit.types ?? [];
  if (type && taken.length > 0 && !taken.includes(type) && !taken.includes(becomes[type] ?? ""))
    return "unsupported_type";
  return file.size > limit.bytes ? "too_large" : "";
}

/** All types a channel takes; none when it takes documents of any type. */
export function typesOf({ files }: Caps, kinds: readonly string[] = Object.keys(files)): string[] {
  const taken = kinds.flatMap((kind) => (files[kind] ? (files[kind].types ?? [`${kind}/*`]) : []));
  if (kinds.includes("file") && files.file && !files.file.types) return [];
  const turned = Object.entries(becomes).flatMap(([from, to]) => (taken.includes(to) ? [from] : []));
  return [...taken, ...turned];
}

const endings: Readonly<Record<string, string>> = {
  "image/jpeg": "JPG",
  "audio/mpeg": "MP3",
  "audio/mp4": "M4A",
  "video/3gpp": "3GP",
  "text/plain": "TXT",
  "application/msword": "Word",
  "application/vnd.ms-excel": "Excel",
  "application/vnd.ms-powerpoint": "PowerPoint",
};

/** Types as people call them, as "JPG, PNG"; what has no short name is left out. */
export function endingsOf(types: readonly string[]): string {
  return types
    .map((type) => endings[type] ?? (/^\w+\/[a-z0-9]{2,5}$/.test(type) ? (type.split("/")[1] ?? "").toUpperCase() : ""))
    .filter(Boolean)
    .join(", ");
}

/** One message of those that a text with files becomes. */
export interface Part {
  text: string;
  files: readonly Attachment[];
}

/**
 * What a text with files is sent as: as many messages as the channel needs. The text goes with the first file, or by
 * itself before it where it cannot.
 */
export function partsOf(text: string, files: readonly Attachment[], caps: Caps | undefined): Part[] {
  if (!caps || files.length === 0) return [{ text, files }];
  const most = Math.max(1, caps.files_per_message);
  const groups = Array.from({ length: Math.ceil(files.length / most) }, (_, at) =>
    files.slice(at * most, (at + 1) * most),
  );
  if (text === "" || captionFits(text, groups[0] ?? [], caps)) {
    return groups.map((group, at) => ({ text: at === 0 ? text : "", files: group }));
  }
  return [{ text, files: [] }, ...groups.map((group) => ({ text: "", files: group }))];
}

function captionFits(text: string, files: readonly Attachment[], caps: Caps): boolean {
  const alone = files.some((file) => caps.caption_not?.includes(file.kind));
  return (
    !alone && roomIn(text, { characters: caps.caption_limit || caps.text_limit, bytes: caps.text_bytes }).count >= 0
  );
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
