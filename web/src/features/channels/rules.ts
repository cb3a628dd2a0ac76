import type { Channel, ChannelField, ChannelInput, ChannelKind, Finding } from "./api";

/** Hours of the ownership session: the least and the most. */
export const sessionBounds = { least: 1, most: 168 } as const;

/** What the form of a channel begins with: what is stored, over the kind's own defaults. */
export function startOf(kind: ChannelKind, name: string, channel?: Channel): ChannelInput {
  const stored = channel?.setup?.config ?? {};
  return {
    name: channel?.name ?? name,
    session_hours: channel?.setup?.session_hours ?? kind.session_hours,
    config: Object.fromEntries(kind.fields.map((field) => [field.name, stored[field.name] ?? emptyOf(field)])),
  };
}

function emptyOf(field: ChannelField): unknown {
  if (field.default !== undefined && field.default !== null) return field.default;
  if (field.type === "switch") return false;
  return field.type === "origins" ? [] : "";
}

/** Whether customers see what a channel is called: above the widget, or as the sender of mails. */
export const isSeen = ({ caps }: ChannelKind): boolean => caps.widget || caps.mail !== undefined;

/** A part of the form under one heading. */
export interface FieldGroup {
  /**
   * `look`: what customers see, or the name of the kind: its account at a provider; `origins`: where it may be used;
   * else the name of the switch that opens it, or what the kind calls the part.
   */
  id: string;
  fields: ChannelField[];
}

/**
 * The fields to ask for. Whoever connects for the first time replaces no secret yet, but may have one to choose. What is
 * received is no part of a form.
 */
export function askedOf(kind: ChannelKind, connecting: boolean): ChannelField[] {
  const fields: readonly ChannelField[] = kind.fields;
  return fields.filter(
    ({ secret, required, only, confirm }) => !confirm && (required || only || !secret || !connecting),
  );
}

/** The switches that say what a channel receives. */
export const receivesOf = (kind: ChannelKind | undefined): ChannelField[] =>
  kind?.fields.filter(({ confirm }) => confirm) ?? [];

/** Whether a channel receives anything at all. */
export function receives(kind: ChannelKind | undefined, channel: Channel): boolean {
  const switches = receivesOf(kind);
  return switches.length === 0 || switches.some(({ name }) => channel.setup?.config[name] === true);
}

/** A form that was filled in, with what the channel receives as it is now: that is switched beside the form. */
export function withReceives(kind: ChannelKind, input: ChannelInput, channel: Channel): ChannelInput {
  const now = receivesOf(kind).map(({ name }) => [name, channel.setup?.config[name] === true]);
  return { ...input, config: { ...input.config, ...Object.fromEntries(now) } };
}

/** Cuts the fields of a kind into parts: a switch with what depends on it, lists of addresses, and the rest. */
export function groupsOf({ kind, caps }: ChannelKind, fields: readonly ChannelField[]): FieldGroup[] {
  const depends = (name: string) => fields.filter((field) => field.when === name);
  const ruling = fields.filter((field) => field.type === "switch" && depends(field.name).length > 0);
  const grouped = (field: ChannelField) =>
    field.when || field.group || ruling.includes(field) || field.type === "origins";
  const named = [...new Set(fields.flatMap(({ group }) => group ?? []))];
  const groups = [
    { id: caps.widget ? "look" : kind, fields: fields.filter((field) => !grouped(field)) },
    ...named.map((id) => ({ id, fields: fields.filter((field) => field.group === id) })),
    ...ruling.map((field) => ({ id: field.name, fields: [field, ...depends(field.name)] })),
    { id: "origins", fields: fields.filter((field) => field.type === "origins") },
  ];
  return groups.filter((group) => group.fields.length > 0);
}

/** Whether a part can be left as it is: the kind puts it apart, and nothing in it must be filled in. */
export const isSpare = ({ fields }: FieldGroup): boolean =>
  fields.every(({ group, required }) => group !== undefined && !required);

/** Whether somebody chose, elsewhere in the form, what a part is there for: servers of one's own. */
export function isOwn({ fields }: FieldGroup, all: readonly ChannelField[], config: Record<string, unknown>): boolean {
  return fields.some(({ only }) => {
    const choice = all.find(({ name }) => name === only?.field);
    const chosen = String(config[choice?.name ?? ""] ?? "");
    return only !== undefined && choice !== undefined && chosen !== choice.default && only.values.includes(chosen);
  });
}

/** Whether a field matters, given what else is filled in. */
export function isShown({ when, only }: ChannelField, config: Record<string, unknown>): boolean {
  if (only && !only.values.includes(String(config[only.field]))) return false;
  return !when || config[when] === true;
}

/** What was chosen in a form: hints can differ by it. */
export function chosenIn(fields: readonly ChannelField[], config: Record<string, unknown>): string[] {
  return fields.filter(({ type }) => type === "choice").map(({ name }) => String(config[name] ?? ""));
}

/** What a choice most likely is by what was typed elsewhere; `undefined` when that says nothing. */
export function guessOf({ guess }: ChannelField, config: Record<string, unknown>): string | undefined {
  const typed = String(config[guess?.field ?? ""] ?? "")
    .trim()
    .toLowerCase();
  const ending = Object.keys(guess?.endings ?? {}).find(
    (one) => typed.endsWith(`@${one}`) || typed.endsWith(`.${one}`),
  );
  return ending && guess?.endings[ending];
}

/** What is sent of a form: secrets that were left empty keep what they are, so they are not named at all. */
export function configOf(kind: ChannelKind, config: Record<string, unknown>): Record<string, unknown> {
  const kept = kind.fields.filter(({ name, secret }) => secret && !config[name]).map(({ name }) => name);
  return Object.fromEntries(Object.entries(config).filter(([name]) => !kept.includes(name)));
}

/** What a form holds once it is saved: secrets are not shown again. */
export function withoutSecrets(kind: ChannelKind, config: Record<string, unknown>): Record<string, unknown> {
  const secret = (name: string) => kind.fields.some((field) => field.name === name && field.secret);
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [name, secret(name) ? "" : value]));
}

/** What is wrong with the text of a field, before the server is asked. `filled`: a secret that is there already. */
export function faultOf(field: ChannelField, value: unknown, filled = false): "required" | "pattern" | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (text === "") return field.required && !filled ? "required" : undefined;
  return field.pattern && !matches(field.pattern, text) ? "pattern" : undefined;
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, "u").test(text);
  } catch {
    // Go writes patterns that browsers do not read; the server will say it then.
    return true;
  }
}

/** Why a provider on the internet cannot reach the page's own address, if so. */
export function reachOf(origin: string): "private" | "insecure" | undefined {
  const { protocol, hostname } = new URL(origin);
  const own = /^(localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|\[)/.test(hostname);
  if (own || !hostname.includes(".") || /\.(local|lan|internal|home|test|localhost)$/.test(hostname)) return "private";
  return protocol === "https:" ? undefined : "insecure";
}

const ofPages = ["fb_messenger", "fb_comment"];

/** Whether Meta knows one address for two channels, if they belong to one app. */
export function sharesHook(one: Channel, other: Channel): boolean {
  if (one.id === other.id || one.state === "disconnected" || !one.setup?.hook) return false;
  return one.kind === other.kind || (ofPages.includes(one.kind) && ofPages.includes(other.kind));
}

/** How many customers a day may be written to first, out of the provider's word for it; `undefined` if it is not known. */
export function limitOf(tier: string): number | undefined {
  if (tier === "TIER_UNLIMITED") return Number.POSITIVE_INFINITY;
  const [, digits, thousand] = /^TIER_(\d+)(K?)$/.exec(tier) ?? [];
  return digits ? Number(digits) * (thousand ? 1000 : 1) : undefined;
}

/** A line of a check as it is shown. */
export interface Line extends Finding {
  /** `passing`: nobody need do anything; `unknown`: nothing can be said before the token is right. */
  state: "ok" | "bad" | "passing" | "unknown";
}

/** What every request to a provider shows: when it is wrong, all else fails for its sake. */
const causes = ["token", "app_secret"];
/** What nothing is fetched without: it was fetched well before, and nobody knows of now. */
const doors = ["token", "imap", "folder"];

/** The lines of a check: what failed for the sake of the token or the app's secret is told once. */
export function linesOf(findings: readonly Finding[]): Line[] {
  const wrong = findings.filter(({ what, ok }) => causes.includes(what) && !ok).map(({ code }) => code);
  return findings.map((finding) => {
    const follows = !causes.includes(finding.what) && finding.code !== undefined && wrong.includes(finding.code);
    const wanting = isPassing(finding.code) ? "passing" : "bad";
    const unsure = finding.what === "listening" && findings.some(({ what, ok }) => doors.includes(what) && !ok);
    if (finding.ok) return { ...finding, state: unsure ? "unknown" : "ok" };
    return { ...finding, state: follows ? "unknown" : wanting };
  });
}

const passing = ["provider_unavailable", "answer_lost", "rate_limited"];

/** Whether a trouble of the provider ends by itself: it is away or busy. */
export const isPassing = (code: string | undefined): boolean => code !== undefined && passing.includes(code);

/** Whether the sentence that came with a trouble may be our own server's: nobody answered it as they should. */
export const isOurs = (code: string): boolean =>
  isPassing(code) || code === "provider_unreachable" || code === "bad_answer";

/** Whether what is filled in may be what is wrong: no button and no patience puts it right. */
export const isCorrectable = ({ ok, code }: Finding): boolean =>
  !ok && !canSubscribe(code) && !isPassing(code) && code !== "signature_refused";

/** What a check comes to. */
export function sumOf(findings: readonly Finding[]): "all_well" | "some_passing" | "some_wrong" {
  const wanting = findings.filter(({ ok }) => !ok);
  if (wanting.length === 0) return "all_well";
  return wanting.every(({ code }) => isPassing(code)) ? "some_passing" : "some_wrong";
}

/** The fields in which the cause of a line most likely stands, the likeliest first. */
const fieldsOf: Record<string, readonly string[]> = {
  account: ["account_id"],
  app_secret: ["app_secret"],
  endpoint: ["endpoint"],
  folder: ["folder"],
  imap: ["imap_host", "address"],
  number: ["phone_number_id"],
  page: ["page_id"],
  smtp: ["smtp_host", "address"],
  templates: ["waba_id"],
  token: ["bot_token", "access_token"],
  waba: ["waba_id"],
};

/** The field to correct after a test; `undefined` when what is wrong stands in none. */
export function fieldToCorrect(
  fields: readonly ChannelField[],
  findings: readonly Finding[],
  config: Record<string, unknown>,
): string | undefined {
  const shown = fields.filter((field) => field.type === "text" && isShown(field, config));
  const secrets = shown.filter(({ secret, required }) => secret && required).map(({ name }) => name);
  for (const line of linesOf(findings)) {
    if (line.state !== "bad" || !isCorrectable(line)) continue;
    const known = fieldsOf[line.what] ?? [];
    const likely = wantsToken(line.code ?? "") ? [...secrets, ...known] : [...known, ...secrets];
    const field = likely.find((name) => shown.some((one) => one.name === name));
    if (field) return field;
  }
  return undefined;
}

/** Whether a new token may put right what is wrong. */
export function wantsToken(code: string): boolean {
  return ["token_invalid", "token_expired", "permission_missing", "secrets_unreadable", "auth_failed"].includes(code);
}

/** Whether asking the provider to bring messages may put right what is wrong. */
export function canSubscribe(code: string | undefined): boolean {
  return code === "not_subscribed" || code === "webhook_elsewhere";
}

/** By what customers find an account: its number or its name there. */
export function addressOf({ health: { facts } }: Channel): string | undefined {
  return facts.number || facts.handle || facts.address;
}

/** What a line of a check tells of the account when all is well. */
export function tellsOf(what: string, facts: Record<string, string>): string {
  if (["imap", "smtp", "folder"].includes(what)) return facts[what] ?? "";
  if (what === "number" || what === "page" || what === "account")
    return [facts.number, facts.name].filter(Boolean).join(" · ");
  return what === "token" && facts.handle ? [facts.handle, facts.name].filter(Boolean).join(" · ") : "";
}

/** The channels through which nothing can be sent now. */
export function illOf(channels: readonly Channel[]): Channel[] {
  return channels.filter(({ state, health }) => state === "on" && health.state === "ill");
}

/** What the widget's preview is told: the same words as the server's, `channel.WidgetConfig`. */
export interface PreviewConfig {
  key: string;
  name: string;
  color: string;
  position: string;
  language: string;
  greeting: { id: string; en: string };
  pre_chat: { enabled: boolean; name: string; email: string; phone: string };
  limits: { text: number; file_bytes: number; files: number; file_types: string[] };
  reactions: string[];
}

/** How the form would make the widget look. */
export function previewOf(kind: ChannelKind, { name, config }: ChannelInput): PreviewConfig {
  const text = (field: string, missing = "") => {
    const value = config[field];
    return typeof value === "string" && value ? value : missing;
  };
  const asks = { name: text("ask_name", "off"), email: text("ask_email", "off"), phone: text("ask_phone", "off") };
  return {
    key: "preview",
    name: name.trim(),
    color: text("color", "#0b6b62"),
    position: text("position", "right"),
    language: text("language", "id"),
    greeting: { id: text("greeting_id"), en: text("greeting_en") },
    // A form that asks for nothing is no form.
    pre_chat: { enabled: config.pre_chat === true && Object.values(asks).some((ask) => ask !== "off"), ...asks },
    limits: {
      text: kind.caps.text_limit,
      file_bytes: Math.max(0, ...Object.values(kind.caps.files).map(({ bytes }) => bytes)),
      files: kind.caps.files_per_message,
      file_types: ["image/*", "audio/*", "video/*", "application/pdf"],
    },
    reactions: kind.caps.reactions,
  };
}

/** The tag that puts a widget on a page. */
export function scriptTag(origin: string, path: string): string {
  return `<script async src="${origin}${path}"></script>`;
}

/** A shell script that brings a first message to a channel that signs. */
export function sampleRequest(address: string, secret: string): string {
  return `URL=${address}
SECRET=${secret}
ID=msg_$(openssl rand -hex 8)
AT=$(date +%s)
BODY='{"events":[{"type":"message","id":"'$ID'","at":"'$(date -u +%Y-%m-%dT%H:%M:%SZ)'","contact":{"id":"c-17","name":"Rina Kartika"},"text":"Halo"}]}'
KEY=$(printf %s "\${SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')
SIG=$(printf %s "$ID.$AT.$BODY" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)
curl -sS --fail-with-body "$URL" -H 'Content-Type: application/json' -H "webhook-id: $ID" -H "webhook-timestamp: $AT" -H "webhook-signature: v1,$SIG" --data-raw "$BODY"`;
}

/** What a page with a strict content-security policy adds to it, one directive a line. */
export function policyLines(origin: string): string {
  const socket = origin.replace(/^http/, "ws");
  return [
    `script-src ${origin}`,
    `connect-src ${origin} ${socket}`,
    `img-src ${origin} blob:`,
    `media-src ${origin} blob:`,
  ].join(";\n");
}

/** The address of a site out of whatever was typed or pasted: a page of it, or its bare name. */
export function tidyOrigin(text: string): string {
  const typed = text.trim();
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  try {
    const { origin } = new URL(whole);
    return origin === "null" ? typed : origin;
  } catch {
    return typed;
  }
}

/** Whether a text is the address of a site as the server takes it. */
export function isOrigin(text: string): boolean {
  try {
    const { origin, protocol, hostname } = new URL(text);
    const named = hostname.includes(".") || hostname === "localhost" || hostname.startsWith("[");
    return origin === text && /^https?:$/.test(protocol) && named && !hostname.includes("*");
  } catch {
    return false;
  }
}
