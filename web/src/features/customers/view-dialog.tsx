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
import { saveView, type View } from "./api";

interface Props {
  /** The one to change; absent for a new one. */
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
  const [name, setName] = useState(view?.name ?? "");
  const [shared, setShared] = useState(view?.shared ?? false);
  const [replace, setReplace] = useState(false);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const save = async () => {
    if (!name.trim()) return setMissing(true);
    setBusy(true);
    try {
      const fields = !view || replace ? { name, shared, filters } : { name, shared };
      await saveView(view?.id, fields);
      toast({ text: t("customers.view_saved") });
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
  const title = view ? t("customers.view_edit", { name: view.name }) : t("customers.view_save").replace("…", "");
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
