import { Building2, Plus } from "lucide-react";
import { useState } from "react";
import { useBootstrap, useMay } from "../../features/account/api";
import { type Department, makeMain, present, removeDepartment } from "../../features/departments/api";
import { DepartmentList } from "../../features/departments/department-list";
import { DepartmentSheet } from "../../features/departments/department-sheet";
import { Outsiders } from "../../features/departments/outsiders";
import { ScopeChoice } from "../../features/departments/scope-choice";
import { useT } from "../../lib/i18n";
import { rescueFocus } from "../../lib/lost-focus";
import { toast } from "../../lib/toast";
import { Button } from "../../ui/button";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { EmptyState } from "../../ui/empty-state";
import { Page } from "../../ui/page";
import { NotAllowed } from "./not-allowed";

/** What is open over the list. */
type Open = { kind: "add" } | { kind: "edit" | "main" | "remove"; department: Department };

/** Groups of members, with the channels whose conversations they take. */
export function Departments() {
  const t = useT();
  const house = useBootstrap();
  const may = useMay("view_departments");
  const manages = useMay("manage_departments");
  const [open, setOpen] = useState<Open>();
  if (!may) return <NotAllowed title={t("settings.departments")} />;
  const departments = present(house);
  const add = manages && (
    <Button look="primary" icon={<Plus size={16} />} onClick={() => setOpen({ kind: "add" })}>
      {t("departments.add")}
    </Button>
  );
  return (
    <Page title={t("settings.departments")} description={t("departments.page")} actions={departments.length > 0 && add}>
      {departments.length > 0 ? (
        <div className="flex flex-col gap-3">
          <Outsiders />
          <DepartmentList
            departments={departments}
            onEdit={(department) => setOpen({ kind: "edit", department })}
            onMain={(department) => setOpen({ kind: "main", department })}
            onRemove={(department) => setOpen({ kind: "remove", department })}
          />
          {manages && <ScopeChoice />}
        </div>
      ) : (
        <EmptyState icon={<Building2 size={24} />} title={t("departments.none")} action={add}>
          {t("departments.none_hint")}
        </EmptyState>
      )}
      <Over open={open} onClose={() => setOpen(undefined)} />
    </Page>
  );
}

function Over({ open, onClose }: { open: Open | undefined; onClose: () => void }) {
  const t = useT();
  switch (open?.kind) {
    case "add":
      return <DepartmentSheet onClose={onClose} />;
    case "edit":
      return <DepartmentSheet department={open.department} onClose={onClose} />;
    case "main":
      return (
        <ConfirmDialog
          open
          onClose={onClose}
          title={t("departments.main_question", { name: open.department.name })}
          confirmLabel={t("departments.make_main")}
          onConfirm={() => makeMain(open.department.id)}
        >
          {t("departments.main_hint")}
        </ConfirmDialog>
      );
    case "remove":
      return (
        <ConfirmDialog
          open
          danger
          onClose={onClose}
          title={t("departments.remove_question", { name: open.department.name })}
          confirmLabel={t("departments.remove")}
          onConfirm={async () => {
            await removeDepartment(open.department.id);
            toast({ text: t("departments.removed", { name: open.department.name }) });
            rescueFocus();
          }}
        >
          {t("departments.remove_hint")}
        </ConfirmDialog>
      );
    default:
      return null;
  }
}
