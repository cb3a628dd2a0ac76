import { errorWords } from "../../lib/error-words";
import type { Translate } from "../../lib/i18n";
import { toast } from "../../lib/toast";
import { changeView, deleteView, fieldsOf, keepView, type View } from "./api";

/** Does something that can fail, and says so when it does. */
function attempt(t: Translate, act: () => Promise<unknown>): void {
  act().catch((error: unknown) => toast({ kind: "failed", text: errorWords(t, error) }));
}

/** Says that a view is another now, with a way back to what it was. */
export function tellUndo(t: Translate, before: View, after: View): void {
  const undo = () => attempt(t, () => changeView(before.id, fieldsOf(before), after));
  toast({ text: t("customers.view_saved"), action: { label: t("inbox.undo"), run: undo } });
}

/** Deletes a view at once, with a way back: nothing hangs on it but its name and its filters. */
export function deleteWithUndo(t: Translate, view: View): void {
  const undo = () => attempt(t, () => keepView(fieldsOf(view)));
  attempt(t, async () => {
    await deleteView(view.id);
    const text = t(view.shared ? "customers.view_deleted_shared" : "customers.view_deleted", { name: view.name });
    toast({ text, action: { label: t("inbox.undo"), run: undo } });
  });
}
