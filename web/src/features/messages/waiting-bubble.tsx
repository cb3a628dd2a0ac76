import { Lock } from "lucide-react";
import { cx } from "../../lib/cx";
import { codeWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { TimeText } from "../../ui/time-text";
import { dropSending, retrySending, type SendingItem } from "../composer/api";
import { Attachments, PlaceCard } from "./attachments";
import { bubbleLook } from "./bubble";
import { MenuBelow } from "./menu";
import { MetaLine } from "./meta";
import { QuoteBlock } from "./quote";
import { TemplateText } from "./template";
import { MessageText } from "./text";
import { Ticks } from "./ticks";

interface Props {
  item: SendingItem;
  joined: boolean;
  goesOn: boolean;
  /** 1 for what answers a comment. */
  depth: 0 | 1;
}

/** What was written and is not with the server yet, or was refused. */
export function WaitingBubble({ item, joined, goesOn }: Props) {
  return (
    <div className={cx("flex flex-col items-end px-4", joined ? "pb-0.5" : "pt-2 pb-0.5")} data-waiting="">
      <WaitingBody item={item} joined={joined} goesOn={goesOn} quoted />
    </div>
  );
}

interface BodyProps extends Omit<Props, "depth"> {
  /** It says what it answers. */
  quoted: boolean;
}

/** The same without its place in the thread. */
export function WaitingBody({ item, joined, goesOn, quoted }: BodyProps) {
  const t = useT();
  const { mode, text, files, place, quote, menu, mail, template } = item.payload;
  const failed = item.state === "failed";
  const meta = (
    <MetaLine>
      <TimeText at={item.order} as="clock" />
      <Ticks status={failed ? "failed" : "waiting"} />
    </MetaLine>
  );
  return (
    <>
      <div className={cx(mail ? "w-full max-w-[720px]" : "max-w-[min(85%,560px)]", !failed && "opacity-80")}>
        <div className={cx(bubbleLook(mode === "note" ? "note" : "out", joined, goesOn), mail && "w-full!")}>
          {mode === "note" && (
            <p className="flex items-center gap-1 px-1 pb-0.5 text-12 font-medium text-muted">
              <Lock aria-hidden="true" size={12} className="text-warn" />
              {t("composer.note")}
            </p>
          )}
          {mail?.subject && (
            <p className="mb-2 border-b border-ink/10 px-1 pb-2 font-semibold" dir="auto">
              {mail.subject}
            </p>
          )}
          {quote && quoted && <QuoteBlock quote={quote} />}
          {files.length > 0 && <Attachments files={files} />}
          {place && <PlaceCard place={place} />}
          {template ? <TemplateText parts={template.parts} meta={meta} /> : <MessageText text={text} end={meta} />}
          {menu && <MenuBelow menu={menu} />}
        </div>
      </div>
      {failed && <Refused item={item} />}
    </>
  );
}

function Refused({ item }: { item: SendingItem }) {
  const t = useT();
  return (
    <div role="alert" className="flex flex-wrap items-center justify-end gap-2 pt-1 text-12">
      <span className="text-bad">{codeWords(t, item.reason)}</span>
      <Button size="small" onClick={() => void retrySending(item.id)}>
        {t("messages.send_again")}
      </Button>
      <Button size="small" look="quiet" onClick={() => void dropSending(item.id)}>
        {t("messages.discard")}
      </Button>
    </div>
  );
}
