import { ExternalLink } from "lucide-react";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { Banner } from "../../ui/banner";
import { Button, buttonClasses } from "../../ui/button";
import { CopyField } from "../../ui/copy-field";
import { Dialog } from "../../ui/dialog";
import { type Member, useBootstrap } from "../account/api";
import type { Link } from "./api";
import { whatsappLink } from "./rules";

interface Props {
  member: Member;
  link: Link;
  onClose: () => void;
  /** Goes on to the next one; absent when nobody was added. */
  onAnother?: (() => void) | undefined;
}

/** The link to hand over. It is shown this once; the server keeps only its print. */
export function LinkDialog({ member, link, onClose, onAnother }: Props) {
  const t = useT();
  const time = useTime();
  const { workspace } = useBootstrap().me;
  const address = `${location.origin}${link.path}`;
  const invited = member.state === "invited";
  const { name } = member;
  const words = t(invited ? "members.share_invitation" : "members.share_password", {
    name,
    workspace: workspace.name,
    link: address,
  });
  const footer = (
    <>
      {onAnother && <Button onClick={onAnother}>{t("members.add_another")}</Button>}
      <Button look="primary" onClick={onClose}>
        {t("members.done")}
      </Button>
    </>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(invited ? "members.link_invitation" : "members.link_password", { name })}
      description={t(invited ? "members.link_invitation_hint" : "members.link_password_hint", { name })}
      footer={footer}
    >
      <div className="flex flex-col gap-4">
        <CopyField label={t("members.link")} value={address} />
        <a
          className={buttonClasses({ wide: true })}
          href={whatsappLink(member.private?.phone ?? "", words)}
          target="_blank"
          rel="noopener noreferrer"
        >
          <ExternalLink aria-hidden="true" size={16} />
          {t("members.share_whatsapp")}
        </a>
        <Banner kind="warn">{t("members.link_once", { until: time.full(link.expires_at) })}</Banner>
      </div>
    </Dialog>
  );
}
