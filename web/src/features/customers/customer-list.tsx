import type { ReactNode } from "react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { useMedia } from "../../lib/media";
import { Checkbox } from "../../ui/checkbox";
import { type Conversation, nameOf } from "../conversations/api";
import type { CustomersSearch } from "./address";
import { AssignMenu, Handler, LastBy, Moment, momentKind, Place, type Shown, Who } from "./row-parts";

export interface ListProps {
  rows: readonly Shown[];
  search: CustomersSearch;
  /** Draws how a conversation stands. */
  state: (row: Conversation) => ReactNode;
  /** The chosen ones, for those who may assign many at once. */
  chosen: ReadonlySet<string> | undefined;
  onChoose: (ids: readonly string[], on: boolean) => void;
}

const roomForTable = "(min-width: 62rem)";

/** The customers of a page: a table where there is room, cards where there is not. */
export function CustomerList(props: ListProps) {
  return useMedia(roomForTable) ? <Table {...props} /> : <Cards {...props} />;
}

/** Whether a row can be chosen: what one may assign. */
export const canChoose = (row: Conversation) => row.can.assign;

function Table({ rows, search, state, chosen, onChoose }: ListProps) {
  const t = useT();
  const kind = momentKind(search);
  const head = "px-3 py-2.5 text-start text-13 font-medium text-muted";
  const can = rows.filter(({ conversation }) => canChoose(conversation)).map(({ conversation }) => conversation.id);
  const all = can.length > 0 && can.every((id) => chosen?.has(id));
  return (
    <div className="rounded-card border bg-surface">
      <table className="w-full table-fixed" aria-label={t("customers.list")}>
        <thead>
          <tr className="border-b">
            {chosen && (
              <th scope="col" className="w-11 ps-3">
                <Checkbox
                  label={<span className="sr-only">{t("customers.choose_all")}</span>}
                  checked={all}
                  mixed={!all && can.some((id) => chosen.has(id))}
                  disabled={can.length === 0}
                  onChange={(event) => onChoose(can, event.target.checked)}
                />
              </th>
            )}
            <th scope="col" className={head}>
              {t("customers.column_customer")}
            </th>
            <th scope="col" className={cx(head, "w-56")}>
              {t("customers.channel")}
            </th>
            <th scope="col" className={cx(head, "w-32")}>
              {t("customers.column_state")}
            </th>
            <th scope="col" className={cx(head, "w-40")}>
              {t("customers.column_handler")}
            </th>
            <th scope="col" className={cx(head, "w-36")}>
              {t(`customers.column_${kind}`)}
            </th>
            <th scope="col" className={cx(head, "w-14")}>
              <span className="sr-only">{t("customers.column_acts")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((hit) => (
            <tr key={hit.conversation.id} className="border-b last:border-b-0">
              {chosen && (
                <td className="ps-3">
                  <Choose row={hit.conversation} chosen={chosen} onChoose={onChoose} />
                </td>
              )}
              <td className="px-3 py-2.5">
                <Who hit={hit} question={search.q ?? ""} />
              </td>
              <td className="px-3 py-2.5">
                <Place row={hit.conversation} />
              </td>
              <td className="px-3 py-2.5">{state(hit.conversation)}</td>
              <td className="px-3 py-2.5">
                <Handler id={hit.conversation.last_handler_id} />
              </td>
              <td className="px-3 py-2.5">
                <Moment row={hit.conversation} kind={kind} />
                {kind === "handled" && (
                  <p className="truncate text-12 text-muted">
                    <LastBy row={hit.conversation} />
                  </p>
                )}
              </td>
              <td className="px-1 text-end">
                <AssignMenu row={hit.conversation} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ rows, search, state, chosen, onChoose }: ListProps) {
  const t = useT();
  const kind = momentKind(search);
  return (
    <ul aria-label={t("customers.list")} className="-mx-4 border-y bg-surface md:mx-0 md:rounded-card md:border">
      {rows.map((hit) => (
        <li key={hit.conversation.id} className="flex items-start gap-2 border-b py-2.5 ps-4 pe-1.5 last:border-b-0">
          {chosen && <Choose row={hit.conversation} chosen={chosen} onChoose={onChoose} />}
          <div className="min-w-0 flex-1">
            <Who hit={hit} question={search.q ?? ""} />
            <div className="ms-13 mt-1 flex flex-col gap-1 text-13">
              <span className="flex min-w-0 items-center gap-2">
                {state(hit.conversation)}
                <Moment row={hit.conversation} kind={kind} />
              </span>
              <Place row={hit.conversation} />
            </div>
          </div>
          <AssignMenu row={hit.conversation} />
        </li>
      ))}
    </ul>
  );
}

function Choose({
  row,
  chosen,
  onChoose,
}: { row: Conversation; chosen: ReadonlySet<string> } & Pick<ListProps, "onChoose">) {
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
