import { Link } from "@tanstack/react-router";
import { Bookmark, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useT } from "../../lib/i18n";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { Failed } from "../../ui/failed";
import { IconButton } from "../../ui/icon-button";
import { Popover } from "../../ui/popover";
import { filtersOf, searchOf } from "./address";
import { useViews, type View } from "./api";
import { useFilters } from "./use-filters";
import { ViewDialog } from "./view-dialog";
import { deleteWithUndo } from "./view-undo";

/** The views one keeps and those others share: to open, change and delete, and to keep what one looks at. */
export function ViewsMenu() {
  const t = useT();
  const { data, error, refetch } = useViews();
  const views = data ?? [];
  const [search] = useFilters();
  // Which one is being changed; empty for a new one.
  const [open, setOpen] = useState<string>();
  const now = filtersOf(search);
  const present = views.find(({ filters }) => filters === now);
  return (
    <>
      <Popover
        label={t("customers.views")}
        align="end"
        trigger={(props) => (
          <Button {...props} icon={<Bookmark size={16} />}>
            <span className="max-w-40 truncate">{present?.name ?? t("customers.views")}</span>
          </Button>
        )}
      >
        {(close) => (
          <div className="flex max-h-96 w-72 flex-col gap-2 overflow-y-auto">
            {error && <Failed live error={error} onRetry={refetch} />}
            {data?.length === 0 && <p className="text-13 text-muted">{t("customers.view_none")}</p>}
            <ul className="flex flex-col">
              {views.map((view) => (
                <Entry
                  key={view.id}
                  view={view}
                  present={view === present}
                  onOpen={close}
                  onEdit={() => {
                    close();
                    setOpen(view.id);
                  }}
                  onDelete={() => {
                    close();
                    deleteWithUndo(t, view);
                  }}
                />
              ))}
            </ul>
            <Button
              size="small"
              onClick={() => {
                close();
                setOpen("");
              }}
            >
              {t("customers.view_save")}
            </Button>
          </div>
        )}
      </Popover>
      {open !== undefined && (
        <ViewDialog view={views.find(({ id }) => id === open)} filters={now} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

interface EntryProps {
  view: View;
  present: boolean;
  onOpen: () => void;
  onEdit: () => void;
  onDelete: () => void;
}

function Entry({ view, present, onOpen, onEdit, onDelete }: EntryProps) {
  const t = useT();
  return (
    <li className="flex items-center gap-1">
      <Link
        to="/customers"
        search={searchOf(view.filters)}
        onClick={onOpen}
        activeOptions={{ includeSearch: true, exact: true }}
        aria-current={present ? "true" : undefined}
        className="target flex min-w-0 flex-1 items-center gap-2 rounded-control px-2 hover:bg-hover aria-[current=true]:font-medium"
      >
        <span className="truncate">{view.name}</span>
        {view.shared && <Badge>{t("customers.view_shared")}</Badge>}
      </Link>
      {view.can_change && (
        <>
          <IconButton
            tip="none"
            label={t("customers.view_edit", { name: view.name })}
            icon={<Pencil size={16} />}
            onClick={onEdit}
          />
          <IconButton
            tip="none"
            label={t("customers.view_delete", { name: view.name })}
            icon={<Trash2 size={16} />}
            onClick={onDelete}
          />
        </>
      )}
    </li>
  );
}
