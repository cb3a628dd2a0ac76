import type { ReactNode } from "react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { useMedia } from "../../lib/media";
import type { Conversation } from "../conversations/api";
import type { CustomersSearch } from "./address";
import { Choose, ChooseAll } from "./choose";
import { type Column, columnsOf } from "./columns";
import { CustomerCards } from "./customer-cards";
import { AssignMenu, Handler, Opened, Place, Said, type Shown, Since, useOpenRow, Who } from "./row-parts";
import { Waited } from "./waited";

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
  return useMedia(roomForTable) ? <Table {...props} /> : <CustomerCards {...props} />;
}

const widths: Record<Column, string> = {
  queue: "w-[14%]",
  channel: "w-[16%]",
  state: "w-[12%]",
  handler: "w-[15%]",
  handled: "w-[13%]",
  opened: "w-[15%]",
  last: "w-[24%]",
};

const head = "px-3 py-2 text-start text-13 font-medium text-muted";

function Table(props: ListProps) {
  const t = useT();
  const { rows, search, chosen, onChoose } = props;
  const columns = columnsOf(search);
  const open = useOpenRow();
  return (
    <div className="rounded-card border bg-surface">
      <table className="w-full table-fixed" aria-label={t("customers.list")}>
        <thead>
          <tr className="border-b">
            {chosen && (
              <td className="w-11 ps-3">
                <ChooseAll {...{ rows, chosen, onChoose }} />
              </td>
            )}
            <th scope="col" className={head}>
              {t("customers.column_customer")}
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className={cx(head, widths[column])}>
                {t(column === "last" && search.q ? "customers.column_found" : `customers.column_${column}`)}
              </th>
            ))}
            <th scope="col" className={cx(head, "w-13")}>
              <span className="sr-only">{t("customers.column_acts")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((hit) => (
            <tr
              key={hit.conversation.id}
              className={cx(
                "h-15 cursor-pointer border-b last:border-b-0 hover:bg-hover",
                chosen?.has(hit.conversation.id) && "bg-selected",
              )}
              onClick={open(hit.conversation.id)}
            >
              {chosen && (
                <td className="ps-3">
                  <Choose row={hit.conversation} chosen={chosen} onChoose={onChoose} />
                </td>
              )}
              <td className="px-3 py-2">
                <Who row={hit.conversation} question={search.q ?? ""} />
              </td>
              {columns.map((column) => (
                <td key={column} className="px-3 py-2">
                  <Cell column={column} hit={hit} {...props} />
                </td>
              ))}
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

function Cell({ column, hit, search, state }: { column: Column; hit: Shown } & Pick<ListProps, "search" | "state">) {
  const row = hit.conversation;
  switch (column) {
    case "queue":
      return <Since at={row.queued_at} waits />;
    case "channel":
      return <Place row={row} />;
    case "state":
      return (
        <div className="flex flex-col items-start gap-0.5">
          {state(row)}
          {row.queued_at && (
            <span className="max-w-full px-2 text-13">
              <Waited since={row.queued_at} named />
            </span>
          )}
        </div>
      );
    case "handler":
      return <Handler row={row} />;
    case "handled":
      return <Since at={row.assigned_at} />;
    case "opened":
      return <Opened row={row} />;
    case "last":
      return <Said hit={hit} question={search.q ?? ""} />;
  }
}
