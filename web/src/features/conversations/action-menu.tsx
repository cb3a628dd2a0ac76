import type { Translate } from "../../lib/i18n";
import type { MenuEntry } from "../../ui/menu";
import { actions, type ConversationAction } from "./actions";
import type { Row } from "./rules";

/** What one can do to a conversation now, as the entries of a menu. */
export function menuOf(t: Translate, row: Row, without: readonly (ConversationAction | undefined)[] = []): MenuEntry[] {
  return actions
    .filter((action) => action.can(row) && !without.includes(action))
    .map(({ id, label, icon: Icon, keys, run }) => ({
      id,
      label: t(label),
      icon: <Icon size={16} />,
      keys: keys?.[0],
      onSelect: () => run(row),
    }));
}
