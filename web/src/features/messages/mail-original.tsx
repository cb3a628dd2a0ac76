import { Download } from "lucide-react";
import { errorWords } from "../../lib/error-words";
import { apiAddress } from "../../lib/http";
import { useT } from "../../lib/i18n";
import { Banner } from "../../ui/banner";
import { buttonClasses } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Disclosure } from "../../ui/disclosure";
import { SkeletonRows } from "../../ui/skeleton";
import { may } from "../conversations/api";
import { originalPath, useMailParts } from "./mail-parts";
import type { Message } from "./rules";

interface Props {
  message: Message;
  onClose: () => void;
}

/** A mail as it came: its headers, its plain text, and for supervisors the whole of it as a file. */
export function MailOriginal({ message, onClose }: Props) {
  const t = useT();
  const parts = useMailParts(message, true);
  return (
    <Dialog open onClose={onClose} size="large" title={t("mail.original")}>
      {parts.isPending && <SkeletonRows rows={6} rowHeight={28} face={false} />}
      {parts.isError && (
        <Banner live kind="bad">
          {errorWords(t, parts.error)}
        </Banner>
      )}
      {parts.data && (
        <div className="flex flex-col gap-3">
          <dl className="grid gap-x-3 gap-y-1 rounded-control bg-hover p-3 font-mono text-12 sm:grid-cols-[auto_minmax(0,1fr)]">
            {parts.data.headers.map(({ name, value }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: headers may be repeated and never move.
              <Header key={at} name={name} value={value} />
            ))}
          </dl>
          <Disclosure label={t("mail.original_plain")}>
            <p className="font-mono text-12 whitespace-pre-wrap [overflow-wrap:anywhere]" dir="auto">
              {[parts.data.text, parts.data.quoted_text].filter(Boolean).join("\n\n")}
            </p>
          </Disclosure>
          {may("see_all") && message.direction === "in" && (
            <a
              href={apiAddress(originalPath(message))}
              download
              className={`${buttonClasses({})} self-start max-sm:w-full`}
            >
              <Download aria-hidden="true" size={16} />
              {t("mail.original_get")}
            </a>
          )}
        </div>
      )}
    </Dialog>
  );
}

function Header({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere] max-sm:pb-1">{value}</dd>
    </>
  );
}
