import { PenLine } from "lucide-react";
import { useT } from "../../lib/i18n";
import { isTouch } from "../../lib/platform";
import { Kbd } from "../../ui/kbd";
import type { Row } from "../conversations/api";
import { useMailReply } from "./mail-reply";

/** What is put below a mail as it is sent, and how one sends: here Enter makes a line. */
export function MailFoot({ row }: { row: Row }) {
  const t = useT();
  const { data: reply } = useMailReply(row);
  const signature = reply?.signature.trim().replace(/\s*\n\s*/g, " · ");
  return (
    <p className="flex min-w-0 items-center gap-3 px-4 pb-1 text-12 text-muted max-md:hidden">
      {signature && (
        <span className="flex min-w-0 items-center gap-1.5" title={reply?.signature}>
          <PenLine aria-hidden="true" size={12} className="shrink-0" />
          <span className="truncate">
            <span className="sr-only">{t("mail.signature")} </span>
            {signature}
          </span>
        </span>
      )}
      {!isTouch() && (
        <span className="ms-auto flex shrink-0 items-center gap-1">
          <Kbd keys="mod+enter" /> {t("mail.sends")}
        </span>
      )}
    </p>
  );
}
