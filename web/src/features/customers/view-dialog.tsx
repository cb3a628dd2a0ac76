import { useState } from "react";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/text-field";
import { useMay } from "../account/api";
import { changeView, fieldsOf, keepView, type View, type ViewFields } from "./api";
import { tellUndo } from "./view-undo";

interface Props {
  /** The one to change, as it stands now; absent for a new one. */
  view: View | undefined;
  /** The filters of the moment. */
  filters: string;
  onClose: () => void;
}

/** The longest name of a view. */
const longest = 60;

/** Asks for a view's name and, of those who may share, whether everybody has it. */
export function ViewDialog({ view, filters, onClose }: Props) {
  const t = useT();
  const shares = useMay("share_views");
  // As it was when the dialog opened: what a colleague changes meanwhile must not be lost unread.
  const [seen, setSeen] = useState(view);
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const [replace, setReplace] = useState(false);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const changed = view && seen && differs(view, seen);
  const gone = seen && !view;
  const save = async () => {
    if (!name.trim()) return setMissing(true);
    setBusy(true);
    setProblem("");
    try {
      if (view) {
        const fields = replace ? { name, shared, filters } : { name, shared };
        tellUndo(t, view, await changeView(view.id, fields, view));
      } else {
        await keepView({ name, shared, filters: replace || !seen ? filters : seen.filters });
        toast({ text: t("customers.view_saved") });
      }
      onClose();
    } catch (error) {
      setProblem(errorWords(t, error));
      setBusy(false);
    }
  };
  const footer = (
    <>
      <Button onClick={onClose}>{t("common.cancel")}</Button>
      <Button look="primary" busy={busy} type="submit" form="view-form">
        {t("common.save")}
      </Button>
    </>
  );
  const title = seen ? t("customers.view_edit", { name: seen.name }) : t("customers.view_save").replace("…", "");
  return (
    <Dialog open onClose={onClose} title={title} footer={footer}>
      <form
        id="view-form"
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {problem && (
          <Banner live kind="bad">
            {problem}
          </Banner>
        )}
        {gone && !busy && (
          <Banner live kind="warn">
            {t("customers.view_gone")}
          </Banner>
        )}
        {changed && !busy && (
          <Banner
            live
            kind="warn"
            actions={
              <Button
                size="small"
                onClick={() => {
                  setSeen(view);
                  setName(view.name);
                  setShared(view.shared);
                }}
              >
                {t("customers.view_take_over")}
              </Button>
            }
          >
            {t("customers.view_changed", { name: view.name })}
          </Banner>
        )}
        <TextField
          label={t("customers.view_name")}
          maxLength={longest}
          value={name}
          error={missing && !name.trim() ? t("customers.view_name_missing") : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        {shares && (
          <Checkbox
            label={t("customers.view_share")}
            hint={t("customers.view_share_hint")}
            checked={shared}
            onChange={(event) => setShared(event.target.checked)}
          />
        )}
        {view && filters !== view.filters && (
          <Checkbox
            label={t("customers.view_replace")}
            checked={replace}
            onChange={(event) => setReplace(event.target.checked)}
          />
        )}
      </form>
    </Dialog>
  );
}

const differs = (a: ViewFields, b: ViewFields) => JSON.stringify(fieldsOf(a)) !== JSON.stringify(fieldsOf(b));
