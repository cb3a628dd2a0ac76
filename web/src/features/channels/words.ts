import { ApiError } from "../../lib/api-error";
import { errorWords } from "../../lib/error-words";
import type { Translate, WordKey } from "../../lib/i18n";
import type { Channel } from "./api";
import { isOurs } from "./rules";

/** The words for what the server says of its channels. A kind or field that is newer than this app keeps its own name. */

export const kindName = (t: Translate, kind: string) => word(t, `channels.kind_${kind}`) ?? kind;
/** What a kind's provider is called in a sentence: as the kind, unless that is only a part of what the provider does. */
export const providerName = (t: Translate, kind: string) => word(t, `channels.provider_${kind}`) ?? kindName(t, kind);
/** A channel's name, with its kind where another is called the same, as the messages and the comments of one Page are. */
export function channelName(t: Translate, channel: Channel, all: readonly Channel[]): string {
  const shared = all.some(
    ({ id, name, state }) => id !== channel.id && name === channel.name && state !== "disconnected",
  );
  return shared ? `${channel.name} (${kindName(t, channel.kind)})` : channel.name;
}
export const kindHint = (t: Translate, kind: string) => word(t, `channels.kind_${kind}_hint`);
export const groupTitle = (t: Translate, group: string) => word(t, `channels.group_${group}`) ?? fieldLabel(t, group);
export const groupHint = (t: Translate, group: string) => word(t, `channels.group_${group}_hint`);
export const fieldLabel = (t: Translate, field: string, kind = "") => said(t, `field_${field}`, kind) ?? field;
/** A field's hint; `chosen` are the choices of the form, for which there may be one of their own. */
export const fieldHint = (t: Translate, field: string, kind = "", chosen: readonly string[] = []) =>
  byChoice(t, `field_${field}_hint_${kind}`, chosen) ?? said(t, `field_${field}_hint`, kind);
/** A page that helps with a field, by what was chosen. */
export const fieldLink = (t: Translate, field: string, kind: string, chosen: readonly string[]) =>
  byChoice(t, `field_${field}_link_${kind}`, chosen);

/** An option's words: those of its field, or those that several fields share. */
export const optionLabel = (t: Translate, field: string, option: string) =>
  word(t, `channels.field_${field}_${option}`) ?? word(t, `channels.option_${option}`) ?? option;

/** What is wrong with an account, as a sentence. What nobody here has words for is a provider's refusal. */
export const troubleText = (t: Translate, code: string, kind: string) =>
  said(t, `trouble_${code}`, kind) ?? t("channels.trouble_provider_error", { provider: providerName(t, kind) });

/** What to do about it. */
export const adviceText = (t: Translate, code: string, kind: string) =>
  said(t, `advice_${code}`, kind) ?? t("channels.advice_provider_error", { provider: providerName(t, kind) });

/** The sentence that came with a trouble, said to be the provider's unless it may as well be our server's own. */
export const detailText = (t: Translate, detail: string, kind: string, code: string) =>
  isOurs(code)
    ? t("channels.health_detail_ours", { detail })
    : t(keyOf(t, "health_detail", kind), { detail, provider: providerName(t, kind) });

/** Why a provider could not be asked or refused: its own words come before those for our server's refusals. */
export function refusalText(t: Translate, error: unknown, kind: string): string {
  const code = error instanceof ApiError ? error.code : "";
  return said(t, `trouble_${code}`, kind) ?? errorWords(t, error);
}

/** A text about a channel: that for its kind where there is one. Those for all kinds name the provider. */
export function said(t: Translate, key: string, kind: string): string | undefined {
  const provider = providerName(t, kind);
  return word(t, `channels.${key}_${kind}`, { provider }) ?? word(t, `channels.${key}`, { provider });
}

export const lineName = (t: Translate, what: string) => word(t, `channels.line_${what}`) ?? what;
export const patternText = (t: Translate, field: string) =>
  word(t, `channels.field_${field}_pattern`) ?? t("errors.invalid");
export const qualityText = (t: Translate, quality: string) =>
  word(t, `channels.quality_${quality.toLowerCase()}`) ?? quality;

function byChoice(t: Translate, key: string, chosen: readonly string[]): string | undefined {
  for (const one of chosen) {
    const words = one && word(t, `channels.${key}_${one}`);
    if (words) return words;
  }
  return undefined;
}

/** The key of a text about a channel: that for its kind where there is one. */
export function keyOf(t: Translate, key: string, kind: string): WordKey {
  const own = `channels.${key}_${kind}`;
  return (word(t, own) === undefined ? `channels.${key}` : own) as WordKey;
}

function word(t: Translate, key: string, values: Record<string, string> = {}): string | undefined {
  const text = t(key as WordKey, values);
  return text === key ? undefined : text;
}
