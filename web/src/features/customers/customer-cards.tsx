import { useT } from "../../lib/i18n";
import { Choose } from "./choose";
import { columnsOf } from "./columns";
import type { ListProps } from "./customer-list";
import { AssignMenu, Handler, LastBy, Opened, PlaceLine, Said, type Shown, Since, useOpenRow, Who } from "./row-parts";
import { Waited } from "./waited";

/** The customers of a page on a phone. */
export function CustomerCards({ rows, chosen, onChoose, ...props }: ListProps) {
  const t = useT();
  const open = useOpenRow();
  return (
    <ul aria-label={t("customers.list")} className="-mx-4 border-y bg-surface md:mx-0 md:rounded-card md:border">
      {rows.map((hit) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the name in it is a link that does the same.
        <li
          key={hit.conversation.id}
          className="border-b py-2 ps-4 pe-1.5 last:border-b-0"
          onClick={open(hit.conversation.id)}
        >
          <div className="flex items-center">
            {chosen && <Choose row={hit.conversation} chosen={chosen} onChoose={onChoose} />}
            <div className="min-w-0 flex-1">
              <Who row={hit.conversation} question={props.search.q ?? ""} />
            </div>
            <AssignMenu row={hit.conversation} />
          </div>
          <Facts hit={hit} {...props} />
        </li>
      ))}
    </ul>
  );
}

/** What the columns of the table say, in a few lines. */
function Facts({ hit, search, state }: { hit: Shown } & Pick<ListProps, "search" | "state">) {
  const columns = columnsOf(search);
  const row = hit.conversation;
  const named = columns.includes("state");
  return (
    <div className="flex flex-col gap-1 pe-2.5 pt-1 text-13">
      {search.q && <Said hit={hit} question={search.q} />}
      <div className="flex min-w-0 items-center gap-x-2.5">
        {named && state(row)}
        {row.queued_at && <Waited since={row.queued_at} named />}
        {row.last_handler_id && <Handler row={row} line />}
        {columns.includes("handled") && <Since at={row.assigned_at} />}
      </div>
      <div className="flex min-w-0 items-center justify-between gap-3 text-muted">
        <PlaceLine row={row} />
        <span className="shrink-0">{columns.includes("opened") ? <Opened row={row} /> : <LastBy row={row} />}</span>
      </div>
    </div>
  );
}
