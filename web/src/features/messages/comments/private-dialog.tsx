import { Lock } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { ApiError } from "../../../lib/api-error";
import { useNow } from "../../../lib/clock";
import { errorWords } from "../../../lib/error-words";
import { useT } from "../../../lib/i18n";
import { newId } from "../../../lib/id";
import { createStore, useStore } from "../../../lib/store";
import { useTime } from "../../../lib/time";
import { toast } from "../../../lib/toast";
import { Banner } from "../../../ui/banner";
import { Button } from "../../../ui/button";
import { Dialog } from "../../../ui/dialog";
import { TextArea } from "../../../ui/text-area";
import { nameOf, type Row, useCaps, useKind } from "../../conversations/api";
import { sendPrivately } from "../api";
import type { Message } from "../rules";
import { takeMessage, threadOf, useThread } from "../threads";
import { answeringPrivately } from "./asking";
import { privacyOf } from "./private";

/** What was begun and not sent, by the id of the comment: closing the window loses nothing. */
const begun = createStore<ReadonlyMap<string, string>>(new Map());

/** The window in which a comment is answered privately. Shows nothing until somebody wants to. */
export function PrivateDialog({ row }: { row: Row }) {
  const asked = useStore(answeringPrivately);
  const { messages } = useThread(row.id);
  const message = messages.find(({ id }) => id === asked?.id);
  return message ? <Window key={message.id} row={row} message={message} /> : null;
}

interface Props {
  row: Row;
  message: Message;
}

const close = () => answeringPrivately.set(undefined);

function Window({ row, message }: Props) {
  const t = useT();
  const text = useStore(begun, (all) => all.get(message.id) ?? "");
  const { private_reply_limit: limit = 0, private_reply_bytes: bytes = 0 } = useCaps(row) ?? {};
  const privacy = privacyOf(message, useKind(row.channel_id)?.private_reply_seconds ?? 0, useNow());
  const { busy, error, send } = useSending(row, message, text.trim());
  const open = privacy.state === "open";
  const said = text.trim();
  const over = [...said].length > limit || (bytes > 0 && new TextEncoder().encode(said).length > bytes);
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (open && text.trim() !== "" && !over) send();
  };
  const footer = (
    <>
      <Button onClick={close}>{t("common.cancel")}</Button>
      <Button
        look="primary"
        busy={busy}
        disabled={!open || text.trim() === "" || over}
        icon={<Lock size={16} />}
        onClick={send}
      >
        {t("comments.private_send")}
      </Button>
    </>
  );
  return (
    <Dialog open onClose={close} title={t("comments.privately_named", { name: nameOf(row) })} footer={footer}>
      <div className="flex flex-col gap-3">
        <blockquote
          className="line-clamp-3 rounded-control border-s-[3px] border-brand bg-in px-3 py-1.5 text-13"
          dir="auto"
        >
          {message.text || t("comments.wordless")}
        </blockquote>
        <Rule privacy={privacy} name={nameOf(row)} />
        <TextArea
          label={t("comments.private_text")}
          value={text}
          rows={4}
          disabled={!open}
          error={over ? t("errors.too_long") : undefined}
          onKeyDown={press}
          onChange={(event) => begun.set((all) => new Map(all).set(message.id, event.target.value))}
        />
        {error !== undefined && (
          <Banner live kind="bad">
            {errorWords(t, error)}
          </Banner>
        )}
      </div>
    </Dialog>
  );
}

/** What holds for private answers, and how long this one can wait; or why there can be none any more. */
function Rule({ privacy, name }: { privacy: ReturnType<typeof privacyOf>; name: string }) {
  const t = useT();
  const words = useTime();
  if (privacy.state === "used") return <Banner kind="warn">{t("errors.private_reply_used")}</Banner>;
  if (privacy.state !== "open") return <Banner kind="warn">{t("errors.private_reply_late")}</Banner>;
  return (
    <p className="text-13 text-muted">
      {t("comments.private_rule", { name })}{" "}
      <span className="font-medium text-ink">{t("comments.private_left", { time: words.length(privacy.left) })}</span>
    </p>
  );
}

/** Sends it. Trying once more after a cut is the same sending, so that it cannot arrive twice. */
function useSending(row: Row, message: Message, text: string) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const key = useRef({ text: "", id: "" });
  const send = async () => {
    if (key.current.text !== text) key.current = { text, id: newId() };
    setBusy(true);
    setError(undefined);
    const seen_seq = threadOf(row.id).messages.at(-1)?.seq ?? row.last_seq;
    const reply = { text, seen_seq, expected_assignee: row.assignee_id ?? "" };
    try {
      takeMessage(await sendPrivately(row.id, message.id, reply, key.current.id));
      begun.set((all) => new Map([...all].filter(([id]) => id !== message.id)));
      toast({ text: t("comments.private_sent", { name: nameOf(row) }) });
      close();
    } catch (refusal) {
      setError(refusal);
      // What the server has refused for good is asked anew when somebody tries again.
      if (refusal instanceof ApiError && refusal.status >= 400 && refusal.status < 500) key.current.text = "";
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, send: () => void (busy || send()) };
}
