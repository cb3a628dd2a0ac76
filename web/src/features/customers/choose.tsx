import { useT } from "../../lib/i18n";
import { Checkbox } from "../../ui/checkbox";
import { type Conversation, nameOf } from "../conversations/api";
import type { Shown } from "./row-parts";

interface Props {
  chosen: ReadonlySet<string>;
  onChoose: (ids: readonly string[], on: boolean) => void;
}

/** Whether a row can be chosen: what one may assign. */
export const canChoose = (row: Conversation) => row.can.assign;

/** Chooses a row, to do something with many. */
export function Choose({ row, chosen, onChoose }: Props & { row: Conversation }) {
  const t = useT();
  if (!canChoose(row)) return null;
  return (
    <Checkbox
      className="coarse:min-w-11"
      label={<span className="sr-only">{t("customers.choose", { name: nameOf(row) })}</span>}
      checked={chosen.has(row.id)}
      onChange={(event) => onChoose([row.id], event.target.checked)}
    />
  );
}

/** Chooses all rows of the page that can be. */
export function ChooseAll({ rows, chosen, onChoose }: Props & { rows: readonly Shown[] }) {
  const t = useT();
  const can = rows.filter(({ conversation }) => canChoose(conversation)).map(({ conversation }) => conversation.id);
  const all = can.length > 0 && can.every((id) => chosen.has(id));
  return (
    <Checkbox
      label={<span className="sr-only">{t("customers.choose_all")}</span>}
      checked={all}
      mixed={!all && can.some((id) => chosen.has(id))}
      disabled={can.length === 0}
      onChange={(event) => onChoose(can, event.target.checked)}
    />
  );
}
