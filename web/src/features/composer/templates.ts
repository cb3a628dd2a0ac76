/** The rules of approved texts: finding one, filling its places, and what it says then. Pure. */
import type { components } from "../../gen/api";
import type { TemplateParts } from "../messages/api";
import { lengthOf } from "./rules";

export type Template = components["schemas"]["ChannelTemplate"];
type Place = components["schemas"]["TemplatePlace"];

/** What is filled in, by the names of the places. */
export type Values = Readonly<Record<string, string>>;

/** Names a template among those of its channel. */
export const keyOf = ({ name, language }: Template): string => `${name} ${language}`;

/** Whether a template can be sent from here. */
export const isSendable = ({ state, parts }: Template): boolean => state === "approved" && !parts.unsendable;

/** The templates that can be sent and in which all words occur; those first in whose name they do. */
export function searched(templates: readonly Template[], question: string): Template[] {
  const words = plain(question).split(" ").filter(Boolean);
  const has = (text: string) => words.every((word) => text.includes(word));
  const found = templates.filter((one) => isSendable(one) && has(plain(`${one.name} ${textOf(one.parts)}`)));
  const named = found.filter((one) => has(plain(one.name)));
  return [...named, ...found.filter((one) => !named.includes(one))];
}

function textOf({ header = "", body, footer = "" }: TemplateParts): string {
  return `${header} ${body} ${footer}`;
}

function plain(text: string): string {
  return text
    .replace(/[_\s]+/g, " ")
    .toLowerCase()
    .trim();
}

/** A template's name as people write it: `pesanan_dikirim` is "Pesanan dikirim". */
export function readableName(name: string): string {
  const words = name.replace(/_+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Where a value goes: which part, which place in it, and for a button the words on it. */
export interface Blank extends Place {
  part: "header" | "body" | "link" | "code";
  place: string;
  button: string;
}

/** The values a template needs, in the order in which they are read. */
export function blanksOf({ places, parts }: Template): Blank[] {
  return places.map((one) => {
    const [part = "", second = "", third = ""] = one.name.split(".");
    if (part !== "button") return { ...one, part: part === "header" ? "header" : "body", place: second, button: "" };
    const button = parts.buttons?.[Number(second)];
    return { ...one, part: button?.kind === "code" ? "code" : "link", place: third, button: button?.text ?? "" };
  });
}

const placeMark = /\{\{([A-Za-z0-9_]+)\}\}/g;

/** A text whose places stand as people read them: ‹1› or ‹nama›. */
export const withPlaces = (text: string): string => text.replace(placeMark, "‹$1›");

/** A template with the values that are there in their places; of the other places, what `otherwise` makes. */
function put(parts: TemplateParts, values: Values, otherwise: (mark: string) => string): TemplateParts {
  const into = (part: string, text: string) =>
    text.replace(placeMark, (mark, place: string) => values[`${part}.${place}`]?.trim() || otherwise(mark));
  const { header, buttons } = parts;
  const filledButtons = buttons?.map((one, at) => (one.url ? { ...one, url: into(`button.${at}`, one.url) } : one));
  return {
    ...parts,
    body: into("body", parts.body),
    ...(header ? { header: into("header", header) } : {}),
    ...(filledButtons ? { buttons: filledButtons } : {}),
  };
}

/** What is sent of a template: places without a value stay as they are. */
export const filled = (parts: TemplateParts, values: Values): TemplateParts => put(parts, values, (mark) => mark);

/** What is shown of it while it is filled in. */
export const previewed = (parts: TemplateParts, values: Values): TemplateParts => put(parts, values, withPlaces);

/** Characters of the text on each side of a place that tell what belongs there. */
const around = 26;

/** The words around a place of a part, so that one knows what belongs there; empty for a part that is only the place. */
export function contextOf({ parts }: Template, { part, place }: Blank): string {
  const text = (part === "header" ? parts.header : part === "body" ? parts.body : "") ?? "";
  const at = text.indexOf(`{{${place}}}`);
  if (at < 0) return "";
  const end = at + place.length + 4;
  const before = text.slice(Math.max(0, at - around), at).replace(at > around ? /^\S*\s/ : /^/, "");
  const after = text.slice(end, end + around).replace(end + around < text.length ? /\s\S*$/ : /$/, "");
  const shown = `${at > around ? "…" : ""}${before}{{${place}}}${after}${end + around < text.length ? "…" : ""}`;
  return shown === text && text.length === place.length + 4 ? "" : withPlaces(shown.replace(/\s+/g, " "));
}

/** The values without space around them, as they are sent. */
export function tidied(template: Template, values: Values): Record<string, string> {
  return Object.fromEntries(template.places.map(({ name }) => [name, (values[name] ?? "").trim()]));
}

/** Why a value cannot be sent, by the codes of the server; empty when it can. */
export function valueFault({ name, max }: Place, value: string): "" | "required" | "too_long" | "bad_spaces" {
  const said = value.trim();
  if (said === "") return "required";
  if (lengthOf(said) > max) return "too_long";
  const broken = /[\n\r\t\v\f\u0085\u2028\u2029]| {4}/.test(said) || (name.startsWith("button.") && said.includes(" "));
  return broken ? "bad_spaces" : "";
}

/** The longest texts, their values included. */
const mostRunes = { header: 60, body: 1024 };

/** Why a template cannot be sent with these values, by place. */
export function faultsOf(template: Template, values: Values): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const place of template.places) {
    const fault = valueFault(place, values[place.name] ?? "");
    if (fault) faults[place.name] = fault;
  }
  const parts = filled(template.parts, values);
  for (const part of ["header", "body"] as const) {
    const longest = longestOf(template.places, values, `${part}.`);
    if (longest && lengthOf(parts[part] ?? "") > mostRunes[part]) faults[longest] ??= "too_long";
  }
  return faults;
}

/** The place of a part whose value is longest: the one to shorten when the whole is too long. */
function longestOf(places: readonly Place[], values: Values, prefix: string): string | undefined {
  const own = places.filter(({ name }) => name.startsWith(prefix));
  const length = (name: string) => lengthOf(values[name] ?? "");
  return own.sort((a, b) => length(b.name) - length(a.name))[0]?.name;
}
