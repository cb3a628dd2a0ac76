import { MailPlus } from "lucide-react";
import { useCommands } from "../../commands/registry";
import { useT } from "../../lib/i18n";
import { IconButton } from "../../ui/icon-button";
import { beginMail } from "./new-mail";

/** The ways to a new mail, for where a channel has them: a button above the list, and a command. */
export function NewMailEntry() {
  const t = useT();
  useCommands(() => [
    { id: "compose.new_mail", label: "mail.new", group: "compose", icon: MailPlus, run: () => beginMail() },
  ]);
  return <IconButton label={t("mail.new")} icon={<MailPlus size={18} />} onClick={() => beginMail()} />;
}
