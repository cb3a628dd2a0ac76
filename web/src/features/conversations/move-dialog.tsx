import { useState } from "react";
import { api } from "../../lib/http";
import { useT } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { toast } from "../../lib/toast";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { RadioGroup } from "../../ui/radio-group";
import { moving } from "./actions";
import { nameOf, refusalWords } from "./acts";
import { useRow } from "./book";
import { departmentName, otherDepartments } from "./people";

/** "Move to a department". Drawn once; it opens for the conversation `moving` names. */
export function MoveDialog() {
  const id = useStore(moving);
  return id ? <Ask key={id} id={id} /> : null;
}

function Ask({ id }: { id: string }) {
  const t = useT();
  const row = useRow(id);
  const [chosen, setChosen] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const close = () => moving.set("");
  if (!row) return null;
  const move = async () => {
    setBusy(true);
    setProblem("");
    try {
      await api.post(`/conversations/${id}/move`, { department_id: chosen });
      toast({ text: t("messages.move_done", { department: departmentName(chosen) }) });
      close();
    } catch (error) {
      setProblem(refusalWords(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={close}
      title={t("messages.move_named", { name: nameOf(row) })}
      footer={
        <>
          <Button onClick={close}>{t("common.cancel")}</Button>
          <Button look="primary" busy={busy} disabled={chosen === ""} onClick={() => void move()}>
            {t("messages.move_do")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {problem && (
          <Banner live kind="bad">
            {problem}
          </Banner>
        )}
        <RadioGroup
          label={t("messages.move_to")}
          hint={
            row.department_id ? t("messages.move_from", { department: departmentName(row.department_id) }) : undefined
          }
          options={otherDepartments(row).map(({ id: value, name: label }) => ({ value, label }))}
          value={chosen || undefined}
          onChange={setChosen}
        />
        <p className="text-13 text-muted">{t("messages.move_hint")}</p>
      </div>
    </Dialog>
  );
}
