import { Paperclip, RotateCw, SendHorizontal, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { sizeText } from "../../lib/bytes";
import { codeWords, errorWords, fieldWords } from "../../lib/error-words";
import { useLanguage, useT } from "../../lib/i18n";
import { useStore } from "../../lib/store";
import { toast } from "../../lib/toast";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { IconButton } from "../../ui/icon-button";
import { Select } from "../../ui/select";
import { useBootstrap } from "../account/api";
import { kindOf, openConversation } from "../conversations/api";
import type { Attachment } from "../messages/api";
import { Card, Face, Small } from "./file-card";
import { Subject } from "./mail-fields";
import { mailObstacle } from "./mail-rules";
import { mailChannels, newMail } from "./new-mail";
import {
  changeNewMail,
  dropNewMail,
  faultOfFile,
  limitsOf,
  type NewMailDraft,
  newMailUploads,
  sendNewMail,
  useNewMailDraft,
} from "./new-mail-draft";
import { Recipients } from "./recipients";
import { fileKind, lengthOf } from "./rules";

/** A mail to somebody who has not written. What is written stays when the dialog is closed. */
export function NewMailDialog() {
  const t = useT();
  const begun = useStore(newMail);
  const draft = useChosen(begun?.to);
  const close = () => newMail.set(undefined);
  const drop = () => {
    dropNewMail();
    close();
  };
  const [busy, setBusy] = useState(false);
  const [obstacle, setObstacle] = useState<ReactNode>();
  const send = async () => {
    if (busy) return;
    const fault = faultOf(draft);
    setObstacle(fault && t(`composer.obstacle_${fault}`));
    if (fault) return;
    setBusy(true);
    try {
      const { id } = await sendNewMail(draft);
      dropNewMail();
      close();
      toast({ text: t("mail.sent") });
      openConversation(id);
    } catch (error) {
      setObstacle(Object.values(fieldWords(t, error))[0] ?? errorWords(t, error));
    }
    setBusy(false);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  const footer = (
    <>
      <AddFiles />
      <Button look="quiet" className="ms-auto" onClick={drop}>
        {t("mail.drop_new")}
      </Button>
      <Button look="primary" busy={busy} icon={<SendHorizontal size={16} />} onClick={() => void send()}>
        {t("composer.send")}
      </Button>
    </>
  );
  return (
    <Dialog open={begun !== undefined} onClose={close} size="large" title={t("mail.new")} footer={footer}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the fields within. */}
      <div onKeyDown={press} className="flex flex-col gap-2">
        {obstacle && (
          <Banner live kind="bad">
            {obstacle}
          </Banner>
        )}
        <Channels draft={draft} />
        <div className="rounded-control border border-line-strong">
          <Head draft={draft} />
          <textarea
            rows={9}
            dir="auto"
            aria-label={t("mail.text")}
            placeholder={t("mail.text")}
            value={draft.text}
            onChange={(event) => changeNewMail({ text: event.target.value })}
            className="field-text block max-h-[45dvh] w-full resize-none bg-transparent px-3 py-2"
          />
          <FilesOf draft={draft} />
        </div>
      </div>
    </Dialog>
  );
}

/** The draft, with whom one has just chosen to write to. */
function useChosen(to: NewMailDraft["contact"]): NewMailDraft {
  const draft = useNewMailDraft();
  const channels = mailChannels(useBootstrap());
  const channel = channels.find(({ id }) => id === draft.channel) ?? channels[0];
  useEffect(() => {
    if (channel && channel.id !== draft.channel) changeNewMail({ channel: channel.id });
  }, [channel, draft.channel]);
  useEffect(() => {
    if (to) changeNewMail({ contact: to, to: [to.address] });
  }, [to]);
  return draft;
}

type Fault = "empty_mail" | "no_subject" | "one_recipient" | "too_long" | "uploading" | "failed_files";

function faultOf(draft: NewMailDraft): Fault | NonNullable<ReturnType<typeof mailObstacle>> | undefined {
  const limits = limitsOf(draft);
  const uploads = newMailUploads.uploads.get();
  const mail = limits && mailObstacle(draft, draft.files, limits);
  if (mail) return mail;
  if (draft.to.length > 1) return "one_recipient";
  if (draft.subject.trim() === "") return "no_subject";
  if (lengthOf(draft.text.trim()) > (kindOf(draft.channel)?.caps.text_limit ?? 0)) return "too_long";
  if (draft.text.trim() === "" && draft.files.length === 0 && uploads.length === 0) return "empty_mail";
  if (draft.files.some((file) => faultOfFile(draft, file) !== "")) return "failed_files";
  if (uploads.some(({ state }) => state === "failed")) return "failed_files";
  return uploads.length > 0 ? "uploading" : undefined;
}

/** By which channel it goes, where there are several. */
function Channels({ draft }: { draft: NewMailDraft }) {
  const t = useT();
  const channels = mailChannels(useBootstrap());
  if (channels.length < 2) return null;
  return (
    <Select
      label={t("mail.from")}
      value={draft.channel}
      options={channels.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(event) => changeNewMail({ channel: event.target.value })}
    />
  );
}

function Head({ draft }: { draft: NewMailDraft }) {
  const t = useT();
  const limits = limitsOf(draft);
  const { contact } = draft;
  const nameOf = (address: string) => (address === contact?.address ? contact.name : "");
  // Whoever writes to somebody else does not write to the contact any more.
  const readdress = (to: string[]) =>
    changeNewMail({ to, contact: contact && to.includes(contact.address) ? contact : undefined });
  const change = (role: "cc" | "bcc") => (values: string[]) => changeNewMail({ [role]: values });
  return (
    <>
      <Recipients label={t("mail.to")} values={draft.to} onChange={readdress} nameOf={nameOf} />
      {limits?.cc && <Recipients label={t("mail.cc")} values={draft.cc} onChange={change("cc")} nameOf={nameOf} />}
      {limits?.bcc && <Recipients label={t("mail.bcc")} values={draft.bcc} onChange={change("bcc")} nameOf={nameOf} />}
      <div className="border-b border-ink/10">
        <Subject
          value={draft.subject}
          most={limits?.subject_limit ?? 0}
          onChange={(subject) => changeNewMail({ subject })}
        />
      </div>
    </>
  );
}

function AddFiles() {
  const t = useT();
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        aria-label={t("composer.attach")}
        onChange={(event) => {
          newMailUploads.add([...(event.target.files ?? [])], true);
          event.target.value = "";
        }}
      />
      <IconButton
        label={t("composer.attach")}
        tip="top"
        icon={<Paperclip size={18} />}
        onClick={() => picker.current?.click()}
      />
    </>
  );
}

function FilesOf({ draft }: { draft: NewMailDraft }) {
  const t = useT();
  const language = useLanguage();
  const uploads = useStore(newMailUploads.uploads);
  if (draft.files.length === 0 && uploads.length === 0) return null;
  const without = (key: string) => draft.files.filter((file) => file.key !== key);
  return (
    <ul aria-label={t("composer.files")} className="flex flex-wrap gap-2 px-3 pt-1 pb-2">
      {draft.files.map((file) => (
        <Lying
          key={file.key}
          file={file}
          fault={faultOfFile(draft, file)}
          onRemove={() => changeNewMail({ files: without(file.key) })}
        />
      ))}
      {uploads.map(({ id, file, state, reason }) => (
        <Card
          key={id}
          name={file.name}
          bad={state === "failed"}
          face={<Face kind={fileKind(file.type)} picture={undefined} />}
          line={state === "failed" ? codeWords(t, reason) : sizeText(file.size, language)}
          action={
            <>
              {state === "failed" && (
                <Small
                  label={t("common.retry")}
                  icon={<RotateCw size={14} />}
                  onClick={() => newMailUploads.retry(id)}
                />
              )}
              <Small
                label={t("ui.remove", { name: file.name })}
                icon={<X size={14} />}
                onClick={() => newMailUploads.remove(id)}
              />
            </>
          }
        />
      ))}
    </ul>
  );
}

interface LyingProps {
  file: Attachment;
  fault: string;
  onRemove: () => void;
}

function Lying({ file, fault, onRemove }: LyingProps) {
  const t = useT();
  const language = useLanguage();
  return (
    <Card
      name={file.name}
      bad={fault !== ""}
      face={<Face kind={file.kind} picture={file.kind === "image" ? (file.thumbnail_url ?? file.url) : undefined} />}
      line={fault ? codeWords(t, fault) : sizeText(file.size, language)}
      action={<Small label={t("ui.remove", { name: file.name })} icon={<X size={14} />} onClick={onRemove} />}
    />
  );
}
