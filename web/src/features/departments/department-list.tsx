import { Pencil, Star, Trash2 } from "lucide-react";
import { useT } from "../../lib/i18n";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { useBootstrap } from "../account/api";
import type { Department } from "./api";

/** What can be done to a department from the list. */
export interface DepartmentActs {
  onEdit: (department: Department) => void;
  onMain: (department: Department) => void;
  onRemove: (department: Department) => void;
}

/** The departments: who leads each, who serves it, and whose conversations it takes. */
export function DepartmentList({ departments, ...acts }: { departments: readonly Department[] } & DepartmentActs) {
  return (
    <ul className="flex flex-col gap-3">
      {departments.map((department) => (
        <li key={department.id}>
          <Card department={department} {...acts} />
        </li>
      ))}
    </ul>
  );
}

function Card({ department, onEdit, onMain, onRemove }: { department: Department } & DepartmentActs) {
  const t = useT();
  const { name, main, state, can } = department;
  return (
    <section aria-label={name} className="flex flex-col gap-3 rounded-card border bg-surface p-4 md:p-5">
      <div className="flex flex-wrap items-center gap-2">
        <h2 className="min-w-0 text-16 font-semibold break-words">{name}</h2>
        {main && (
          <Badge kind="brand" icon={<Star size={12} aria-hidden="true" />}>
            {t("departments.main")}
          </Badge>
        )}
        {state === "revoked" && <Badge kind="warn">{t("departments.revoked")}</Badge>}
      </div>
      <Facts department={department} />
      {(can.update || can.make_main || can.remove) && (
        <div className="flex flex-wrap gap-2">
          {can.update && (
            <Button size="small" icon={<Pencil size={14} />} onClick={() => onEdit(department)}>
              {t("departments.edit")}
            </Button>
          )}
          {can.make_main && (
            <Button size="small" icon={<Star size={14} />} onClick={() => onMain(department)}>
              {t("departments.make_main")}
            </Button>
          )}
          {can.remove && (
            <Button size="small" icon={<Trash2 size={14} />} onClick={() => onRemove(department)}>
              {t("departments.remove")}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function Facts({ department: { setup, main } }: { department: Department }) {
  const t = useT();
  const { members, channels } = useBootstrap();
  if (!setup) return null;
  const named = (ids: readonly string[], all: readonly { id: string; name: string }[]) =>
    all.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  const served = named(setup.member_ids, members);
  const from = named(setup.channel_ids, channels);
  return (
    <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
      <dt className="text-muted">{t("departments.supervisor")}</dt>
      <dd>{named([setup.supervisor_id], members)[0] ?? "–"}</dd>
      <dt className="text-muted">{t("departments.members")}</dt>
      <dd>{served.length > 0 ? served.join(", ") : t("departments.nobody")}</dd>
      <dt className="text-muted">{t("departments.channels")}</dt>
      <dd>{[...from, ...(main ? [t("departments.all_others")] : [])].join(", ") || t("departments.no_channels")}</dd>
    </dl>
  );
}
