import { useT } from "../../lib/i18n";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { useBootstrap } from "../account/api";
import type { DepartmentFields } from "./api";
import { leftOut } from "./rules";

interface Props {
  /** What the first department is to be. */
  values: DepartmentFields;
  onClose: () => void;
  onConfirm: () => void;
}

/** Names that are written out; the others are counted. */
const named = 5;

/** Asks before the workspace is divided for the first time, and says what will happen and to whom. */
export function DivideQuestion({ values, onClose, onConfirm }: Props) {
  const t = useT();
  const out = leftOut(useBootstrap(), values).map(({ name }) => name);
  const more = out.length - named;
  const names = [...out.slice(0, named), ...(more > 0 ? [t("departments.more", { count: more })] : [])].join(", ");
  const department = values.name.trim();
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t("departments.divide_question")}
      confirmLabel={t("departments.divide")}
      onConfirm={onConfirm}
      choice={
        <ul className="flex list-disc flex-col gap-1 ps-5">
          <li>{t("departments.divide_open", { name: department })}</li>
          <li>
            {out.length > 0
              ? t("departments.divide_out", { names })
              : t("departments.divide_all", { name: department })}
          </li>
          <li>{t("departments.divide_stays", { name: department })}</li>
        </ul>
      }
    />
  );
}
