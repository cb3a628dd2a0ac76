import type { Translate, WordKey } from "../../lib/i18n";

/** The words for what the server says of its channels. A kind or field that is newer than this app keeps its own name. */

export const kindName = (t: Translate, kind: string) => word(t, `channels.kind_${kind}`) ?? kind;
export const kindHint = (t: Translate, kind: string) => word(t, `channels.kind_${kind}_hint`);
export const groupTitle = (t: Translate, group: string) => word(t, `channels.group_${group}`) ?? fieldLabel(t, group);
export const groupHint = (t: Translate, group: string) => word(t, `channels.group_${group}_hint`);
export const fieldLabel = (t: Translate, field: string) => word(t, `channels.field_${field}`) ?? field;
export const fieldHint = (t: Translate, field: string) => word(t, `channels.field_${field}_hint`);

/** An option's words: those of its field, or those that several fields share. */
export const optionLabel = (t: Translate, field: string, option: string) =>
  word(t, `channels.field_${field}_${option}`) ?? word(t, `channels.option_${option}`) ?? option;

function word(t: Translate, key: string): string | undefined {
  const text = t(key as WordKey);
  return text === key ? undefined : text;
}
