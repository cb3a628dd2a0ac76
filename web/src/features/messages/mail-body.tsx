import { ImageOff } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cx } from "../../lib/cx";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { MailFrame } from "./mail-frame";
import { useMailParts } from "./mail-parts";
import { showPictures, trustSender, usePictures } from "./mail-pictures";
import { isDoubtful, isLong } from "./mail-rules";
import type { Mail, Message } from "./rules";
import { MessageText } from "./text";

interface Props {
  mail: Mail;
  message: Message;
}

/** What a mail says: as it was laid out, or as plain text; what it quotes is folded away. */
export function MailBody({ mail, message }: Props) {
  const t = useT();
  const [quoted, setQuoted] = useState(false);
  const parts = useMailParts(message, mail.html || quoted);
  const { html = "", quoted_html: quotedHtml = "", quoted_text: quotedText = "" } = parts.data ?? {};
  const pictures = usePictures(message.id, mail.from.address, isDoubtful(mail));
  const plain = message.text && <PlainText text={message.text} />;
  return (
    <>
      {mail.html && parts.isSuccess ? (
        <MailFrame
          message={message.id}
          html={quoted ? `${html}<div>${quotedHtml}</div>` : html}
          files={message.attachments}
          pictures={pictures && mail.pictures}
          waiting={plain}
        />
      ) : (
        plain
      )}
      {!message.text && !mail.html && message.attachments.length === 0 && !mail.quoted && (
        <p className="text-muted italic">{t("mail.empty")}</p>
      )}
      {quoted && !mail.html && quotedText && <Quoted text={quotedText} />}
      {parts.isError && (
        <p role="alert" className="flex flex-wrap items-center gap-2 py-1 text-13 text-bad">
          {errorWords(t, parts.error)}
          <Button size="small" onClick={() => void parts.refetch()}>
            {t("common.retry")}
          </Button>
        </p>
      )}
      {mail.quoted && <QuoteSwitch open={quoted} busy={parts.isFetching} onPress={() => setQuoted(!quoted)} />}
      {mail.html && mail.pictures && !pictures && <PicturesOff mail={mail} message={message.id} />}
    </>
  );
}

/** Folds and unfolds what a mail quotes. */
function QuoteSwitch({ open, busy, onPress }: { open: boolean; busy: boolean; onPress: () => void }) {
  const t = useT();
  const words = t(open ? "mail.hide_quoted" : "mail.show_quoted");
  return (
    <button
      type="button"
      aria-expanded={open}
      aria-busy={busy}
      aria-label={words}
      title={words}
      onClick={onPress}
      className="hit-area my-1 inline-flex h-4 items-center rounded-chip bg-ink/10 px-2 text-12 leading-none font-bold tracking-widest hover:bg-ink/20"
    >
      <span aria-hidden="true">…</span>
    </button>
  );
}

function Quoted({ text }: { text: string }) {
  return (
    <blockquote className="mt-1 border-s-[3px] border-ink/20 ps-2 text-muted">
      <PlainText text={text} />
    </blockquote>
  );
}

/** A plain text; a very long one shows its beginning until somebody wants all of it. */
function PlainText({ text }: { text: string }) {
  const t = useT();
  const long = isLong(text);
  const [open, setOpen] = useState(!long);
  return (
    <div className="-mx-1">
      <div className={cx(!open && "max-h-96 overflow-clip [mask-image:linear-gradient(#000_75%,transparent)]")}>
        <MessageText text={text} />
      </div>
      {long && (
        <Button size="small" look="quiet" className="mx-1 mt-1" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? "mail.less" : "mail.more")}
        </Button>
      )}
    </div>
  );
}

/** Says that pictures of other servers were not fetched, and fetches them for this mail or for all of this sender's. */
function PicturesOff({ mail, message }: { mail: Mail; message: string }) {
  const t = useT();
  const { address } = mail.from;
  return (
    <Note>
      <span className="min-w-40 flex-1">{t("mail.pictures_off")}</span>
      <span className="flex flex-wrap gap-2">
        <Button size="small" onClick={() => showPictures(message)}>
          {t("mail.show_pictures")}
        </Button>
        {!isDoubtful(mail) && (
          <Button size="small" look="quiet" onClick={() => trustSender(address)}>
            {t("mail.always_pictures")}
          </Button>
        )}
      </span>
    </Note>
  );
}

function Note({ children }: { children: ReactNode }) {
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2 rounded-control bg-ink/5 px-2.5 py-2 text-13 text-muted">
      <ImageOff aria-hidden="true" size={16} className="shrink-0" />
      {children}
    </div>
  );
}
