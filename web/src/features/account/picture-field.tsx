import { useRef, useState } from "react";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { late } from "../../lib/late";
import { rescueFocus } from "../../lib/lost-focus";
import { toast } from "../../lib/toast";
import { Avatar } from "../../ui/avatar";
import { Button } from "../../ui/button";
import { useFileDrop } from "../../ui/file-drop";
import { useBootstrap } from "./api";
import { setPicture } from "./own";

const PictureDialog = late(async () => (await import("./picture-dialog")).PictureDialog);

/** The member's picture: choose one, see what of it will show, or take it away. */
export function PictureField() {
  const t = useT();
  const { member } = useBootstrap().me;
  const picker = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
  const { over, handlers } = useFileDrop(([first]) => setFile(first));
  return (
    <div {...handlers} className={over ? "rounded-card outline-2 outline-brand outline-dashed outline-offset-4" : ""}>
      <div className="flex flex-wrap items-center gap-4">
        <Avatar id={member.id} name={member.name} src={member.avatar_url} size={56} />
        <div className="min-w-40 flex-1">
          <p className="truncate text-16 font-semibold">{member.name}</p>
          <p className="text-muted">{t(`members.role_${member.role}`)}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => picker.current?.click()}>
            {t(member.avatar_url ? "profile.picture_change" : "profile.picture_choose")}
          </Button>
          {member.avatar_url && <TakeAway />}
        </div>
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        accept="image/jpeg,image/png,image/webp,image/gif"
        onChange={(event) => {
          setFile(event.target.files?.[0]);
          event.target.value = "";
        }}
      />
      {file && <PictureDialog file={file} onClose={() => setFile(undefined)} />}
    </div>
  );
}

function TakeAway() {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const remove = async () => {
    setBusy(true);
    try {
      await setPicture();
      toast({ text: t("profile.picture_removed") });
      rescueFocus();
    } catch (error) {
      toast({ kind: "failed", text: errorWords(t, error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button look="quiet" busy={busy} onClick={() => void remove()}>
      {t("profile.picture_remove")}
    </Button>
  );
}
