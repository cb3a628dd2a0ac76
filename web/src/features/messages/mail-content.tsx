import type { ReactNode } from "react";
import { fetchFiles } from "./acts";
import { Attachments } from "./attachments";
import { MailBody } from "./mail-body";
import { MailHead } from "./mail-head";
import { type Message, mailOf } from "./rules";

interface Props {
  message: Message;
  meta: ReactNode;
}

/** A mail, as it is read: who to whom about what, the text, and the files that do not stand in it. */
export function MailContent({ message, meta }: Props) {
  const mail = mailOf(message);
  if (!mail) return null;
  const files = message.attachments.filter((file) => !(mail.html && isInline(file)));
  return (
    <div className="flow-root px-1">
      <MailHead mail={mail} message={message} />
      <MailBody mail={mail} message={message} />
      {files.length > 0 && (
        <div className="max-w-full pt-2 sm:max-w-80">
          <Attachments files={files} onFetch={() => void fetchFiles(message)} />
        </div>
      )}
      {meta}
    </div>
  );
}

/** A picture that stands in the text is not shown below it once more, unless it could not be fetched. */
const isInline = (file: Message["attachments"][number]): boolean =>
  file.inline && file.kind === "image" && file.state !== "failed";
