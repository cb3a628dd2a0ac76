import { useT } from "../../lib/i18n";
import { rescueFocus } from "../../lib/lost-focus";
import { toast } from "../../lib/toast";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { type Member, useBootstrap } from "../account/api";
import { removeMember } from "./api";

/** Asks before somebody is taken out, and says what comes of it. */
export function RemoveDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const t = useT();
  const { workspace } = useBootstrap().me;
  const { name } = member;
  const remove = async () => {
    await removeMember(member.id);
    toast({ text: t("members.removed", { name }) });
    rescueFocus();
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t("members.remove_question", { name, workspace: workspace.name })}
      confirmLabel={t("members.remove_confirm")}
      danger
      onConfirm={remove}
    >
      {t(member.state === "invited" ? "members.remove_invited_hint" : "members.remove_hint", { name })}
    </ConfirmDialog>
  );
}
