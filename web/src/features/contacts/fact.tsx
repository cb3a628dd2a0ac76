import type { ReactNode } from "react";
import { useT } from "../../lib/i18n";
import { type ChannelKind, kindName } from "../channels/api";
import { numberLink } from "../messages/api";

/**
 * The number one can also write to from a phone, or that there is none: whoever has a user name can hide it. Nothing on
 * a channel that knows nobody by a number.
 */
export function NumberFact({ kind, phone }: { kind: ChannelKind; phone: string }) {
  const t = useT();
  const { phone_link: start } = kind.caps;
  if (!start) return null;
  const link = numberLink(start, phone);
  return (
    <Fact name={kindName(t, kind.kind)}>
      {link ? (
        <a
          href={link}
          target="_blank"
          rel="noopener noreferrer"
          data-number=""
          className="rounded-[2px] text-brand underline underline-offset-2 hover:text-brand-strong"
        >
          {phone}
        </a>
      ) : (
        <span className="text-muted">{t("contacts.number_hidden")}</span>
      )}
    </Fact>
  );
}

/** Something that is known of somebody, under its name. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <dt className="w-24 shrink-0 text-muted">{name}</dt>
      <dd className="min-w-0 flex-1">{children}</dd>
    </div>
  );
}
