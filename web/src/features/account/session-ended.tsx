import { useT } from "../../lib/i18n";
import { Avatar } from "../../ui/avatar";
import { Dialog } from "../../ui/dialog";
import type { Member } from "./api";
import { Forgotten } from "./forgotten";
import { SignInForm } from "./sign-in-form";

interface Props {
  open: boolean;
  me: Member;
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** Signing in again over the page, which keeps what is written on it. */
export function SessionEnded({ open, me, onClose, onDone }: Props) {
  const t = useT();
  const name = me.private?.email || me.private?.phone;
  return (
    <Dialog open={open} onClose={onClose} size="small" title={t("account.ended")} description={t("account.ended_hint")}>
      <div className="mb-4 flex items-center gap-3">
        <Avatar id={me.id} name={me.name} src={me.avatar_url} />
        <div className="min-w-0">
          <p className="truncate font-medium">{me.name}</p>
          <p className="truncate text-13 text-muted">{name}</p>
        </div>
      </div>
      <SignInForm name={name} onDone={onDone} />
      <Forgotten />
    </Dialog>
  );
}
