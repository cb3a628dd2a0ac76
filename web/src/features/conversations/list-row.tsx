import { Link } from "@tanstack/react-router";
import { type MouseEvent, memo } from "react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { Avatar } from "../../ui/avatar";
import { Count } from "../../ui/badge";
import { ContextMenu } from "../../ui/context-menu";
import { TimeText } from "../../ui/time-text";
import type { RowFocus } from "../../ui/virtual-list";
import { menuOf } from "./action-menu";
import { nameOf } from "./acts";
import { askForFocus } from "./focus";
import { PreviewLine } from "./preview-line";
import { RowFacts } from "./row-facts";
import type { Row } from "./rules";

interface Props {
  row: Row;
  focus: RowFocus;
  /** Says who handles it: on lists where that differs. */
  withAssignee: boolean;
  onApproach: (id: string) => void;
}

/** Pixels of a row, always: the list counts on it. */
export const rowHeight = 72;

/** One conversation in the list. */
export const ListRow = memo(function ListRow({ row, focus, withAssignee, onApproach }: Props) {
  const t = useT();
  const name = nameOf(row);
  const unread = row.mine.unread > 0;
  const open = (event: MouseEvent) => {
    // A click that counts no presses came from the keyboard: whoever opens by key wants to write.
    if (event.detail === 0) askForFocus(row.id);
  };
  return (
    <ContextMenu label={t("inbox.more_actions")} items={() => menuOf(t, row)}>
      <Link
        {...focus}
        to="/inbox/$id"
        params={{ id: row.id }}
        search={true}
        preload={false}
        onClick={open}
        onPointerEnter={() => onApproach(row.id)}
        onFocus={() => {
          focus.onFocus();
          onApproach(row.id);
        }}
        className={cx(
          "relative flex h-18 items-center gap-3 border-b ps-3.5 pe-3 hover:bg-hover focus-visible:-outline-offset-2",
          "aria-[current=page]:bg-selected forced:aria-[current=page]:[outline:2px_solid_Highlight]",
        )}
      >
        {unread && <span aria-hidden="true" className="absolute inset-y-0 start-0 w-[3px] bg-brand" />}
        <Avatar id={row.contact.id} name={name} />
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="flex items-baseline justify-between gap-2">
            <span className={cx("truncate", unread ? "font-semibold" : "font-medium")} dir="auto">
              {name}
            </span>
            <TimeText at={row.last.at} className={cx("shrink-0 text-12", unread ? "text-brand" : "text-muted")} />
          </span>
          <span className="flex items-center justify-between gap-2 text-13">
            <PreviewLine row={row} />
            <Unread count={row.mine.unread} />
          </span>
          <RowFacts row={row} withAssignee={withAssignee} />
        </span>
      </Link>
    </ContextMenu>
  );
});

function Unread({ count }: { count: number }) {
  const t = useT();
  if (count === 0) return null;
  return <Count count={count} most={99} label={t("inbox.unread", { count })} />;
}
