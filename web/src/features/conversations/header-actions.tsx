import { Ellipsis, PanelRight } from "lucide-react";
import { cx } from "../../lib/cx";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { Menu } from "../../ui/menu";
import { menuOf } from "./action-menu";
import { actions, type ConversationAction } from "./actions";
import { myself } from "./people";
import type { Row } from "./rules";

interface Props {
  row: Row;
  leaving: boolean;
  onPanel: () => void;
  panelOpen: boolean;
}

/** The two acts of the moment as buttons, all others in a menu. */
export function HeaderActions({ row, leaving, onPanel, panelOpen }: Props) {
  const t = useT();
  const find = (id: string) => actions.find((action) => !leaving && action.id === id && action.can(row));
  // What a colleague handles is taken over from the menu: it is not the act of the moment.
  const first = row.state === "handled" ? undefined : find("conversation.take");
  const last = find("conversation.resolve");
  // On phones there is room for one act; then the menu has the other one, too.
  const items = leaving ? [] : menuOf(t, row, [first, first ? undefined : last]);
  return (
    <div className="flex shrink-0 items-center gap-1">
      {first && <Act action={first} row={row} primary />}
      {last && (
        <span className={cx("inline-flex", first && "@max-[560px]:hidden")}>
          <Act action={last} row={row} primary={!first && row.assignee_id === myself()?.id} />
        </span>
      )}
      {items.length > 0 && (
        <Menu
          label={t("inbox.more_actions")}
          align="end"
          items={items}
          trigger={(props) => (
            <IconButton {...props} tip="end" label={t("inbox.more_actions")} icon={<Ellipsis size={20} />} />
          )}
        />
      )}
      <IconButton
        className="max-md:hidden"
        tip="end"
        label={t("inbox.panel")}
        aria-pressed={panelOpen}
        aria-keyshortcuts="I"
        icon={<PanelRight size={18} />}
        onClick={onPanel}
      />
    </div>
  );
}

interface ActProps {
  action: ConversationAction;
  row: Row;
  primary: boolean;
}

/** Words where there is room, the icon alone where there is not. */
function Act({ action, row, primary }: ActProps) {
  const t = useT();
  const { label, icon: Icon, keys, run } = action;
  return (
    <>
      <Button
        look={primary ? "primary" : "secondary"}
        className="@max-[560px]:hidden"
        icon={<Icon size={16} />}
        aria-keyshortcuts={keys?.[0]?.toUpperCase()}
        onClick={() => run(row)}
      >
        {t(label)}
      </Button>
      <IconButton
        look={primary ? "primary" : "quiet"}
        className="@min-[560px]:hidden"
        tip="end"
        label={t(label)}
        icon={<Icon size={18} />}
        onClick={() => run(row)}
      />
    </>
  );
}
