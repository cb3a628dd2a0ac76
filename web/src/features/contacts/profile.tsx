import { AtSign, MailPlus, Phone, UserRound } from "lucide-react";
import { useLanguage, useT } from "../../lib/i18n";
import { Avatar } from "../../ui/avatar";
import { Button } from "../../ui/button";
import { Failed } from "../../ui/failed";
import { TimeText } from "../../ui/time-text";
import { useBootstrap } from "../account/api";
import { channelName } from "../channels/api";
import { beginMail, canBeginMail } from "../composer/api";
import { departmentName, nameOf, patchRow, type Row, useChannel, useKind } from "../conversations/api";
import { type ContactField, updateContact, useProfile } from "./api";
import { Earlier } from "./earlier";
import { Editable } from "./editable";
import { Fact, NumberFact } from "./fact";
import { SharedFiles } from "./files";
import { Part } from "./part";

/** "Informasi Profil": who writes, where from, what was before, and the files of this conversation. */
export function ProfilePanel({ row }: { row: Row }) {
  const { contact } = row;
  const profile = useProfile(contact.id);
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
      <div className="flex flex-col items-center gap-2 px-4 pt-5 pb-3 text-center">
        <Avatar id={contact.id} name={nameOf(row)} size={56} />
        <p className="max-w-full truncate text-16 font-semibold" dir="auto">
          {nameOf(row)}
        </p>
      </div>
      <Identity row={row} />
      <Where row={row} />
      {profile.isError ? (
        <Failed live className="m-3" error={profile.error} onRetry={profile.refetch} />
      ) : (
        <Earlier present={row.id} conversations={profile.data?.conversations} />
      )}
      <SharedFiles conversation={row.id} />
    </div>
  );
}

const fields = [
  { field: "name", type: "text", Icon: UserRound, label: "contacts.name", missing: "contacts.no_name" },
  { field: "phone", type: "tel", Icon: Phone, label: "contacts.phone", missing: "contacts.no_phone" },
  { field: "email", type: "email", Icon: AtSign, label: "contacts.email", missing: "contacts.no_email" },
] as const;

function Identity({ row }: { row: Row }) {
  const t = useT();
  const { contact } = row;
  const save = (field: ContactField) => async (value: string) => {
    const saved = await updateContact(contact.id, { [field]: value });
    patchRow(row.id, (now) => ({ ...now, contact: saved }));
  };
  return (
    <div className="px-2 pb-3">
      {fields.map(({ field, type, Icon, label, missing }) => (
        <Editable
          key={field}
          label={t(label)}
          field={field}
          type={type}
          value={contact[field]}
          icon={<Icon size={16} />}
          missing={t(missing)}
          onSave={save(field)}
        />
      ))}
      {contact.email && canBeginMail() && (
        <Button
          size="small"
          className="mx-2 mt-1"
          icon={<MailPlus size={14} />}
          onClick={() => beginMail({ contact: contact.id, name: contact.name, address: contact.email })}
        >
          {t("mail.new")}
        </Button>
      )}
    </div>
  );
}

/** The channel, the language, since when they are known, and the page they write from. */
function Where({ row }: { row: Row }) {
  const t = useT();
  const language = useLanguage();
  const channel = useChannel(row.channel_id);
  const { channels } = useBootstrap();
  const kind = useKind(row.channel_id);
  const { contact } = row;
  const { page_url: page, page_title: title, username, blocked } = contact.facts;
  const speaks = contact.language && new Intl.DisplayNames(language, { type: "language" }).of(contact.language);
  return (
    <Part title={t("contacts.about")}>
      <dl className="flex flex-col gap-1.5 px-2 text-13">
        <Fact name={t("inbox.channel")}>{channel && channelName(t, channel, channels)}</Fact>
        {row.department_id && <Fact name={t("contacts.department")}>{departmentName(row.department_id)}</Fact>}
        {kind && <NumberFact kind={kind} phone={contact.phone} />}
        {username && <Fact name={t("contacts.username")}>@{username.replace(/^@/, "")}</Fact>}
        {blocked && <Fact name={t("contacts.blocked")}>{t("contacts.blocked_bot")}</Fact>}
        {speaks && <Fact name={t("contacts.language")}>{speaks}</Fact>}
        <Fact name={t("contacts.since")}>
          <TimeText at={contact.created_at} as="day" />
        </Fact>
        {page && (
          <Fact name={t("contacts.page")}>
            <a
              href={page}
              target="_blank"
              rel="noopener noreferrer nofollow"
              title={page}
              className="rounded-[2px] text-brand underline underline-offset-2 [overflow-wrap:anywhere] hover:text-brand-strong"
            >
              {title || page.replace(/^https?:\/\//, "")}
            </a>
          </Fact>
        )}
      </dl>
    </Part>
  );
}
