import { useQuery } from "@tanstack/react-query";
import { errorWords } from "../../lib/error-words";
import { useT, type WordKey, withWords } from "../../lib/i18n";
import { late } from "../../lib/late";
import { queries } from "../../realtime/queries";
import { Banner } from "../../ui/banner";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { Dialog } from "../../ui/dialog";
import { Spinner } from "../../ui/spinner";
import { TimeText } from "../../ui/time-text";
import { takeBack } from "./acts";
import { fetchVersions } from "./api";
import type { Message } from "./rules";
import { MessageText } from "./text";

/** What was asked about a message, and opens over the page. */
export interface Asking {
  what: "delete" | "versions" | "original";
  message: Message;
}

const MailOriginal = late(async () => (await withWords(import("./mail-original"))).MailOriginal);

interface Props {
  asking: Asking | undefined;
  onDone: () => void;
}

/** The question before a message is taken back, the former texts of one that was changed, and a mail as it came. */
export function Asked({ asking, onDone }: Props) {
  const t = useT();
  const words = wordsOf(asking?.message);
  return (
    <>
      <ConfirmDialog
        danger
        open={asking?.what === "delete"}
        onClose={onDone}
        title={t(words.title)}
        confirmLabel={t("messages.delete")}
        onConfirm={() => (asking ? takeBack(asking.message) : undefined)}
      >
        {t(words.hint)}
      </ConfirmDialog>
      <Dialog open={asking?.what === "versions"} onClose={onDone} title={t("messages.versions")}>
        {asking?.what === "versions" && <Versions message={asking.message} />}
      </Dialog>
      {asking?.what === "original" && <MailOriginal message={asking.message} onClose={onDone} />}
    </>
  );
}

/** How it is asked whether to delete a message. */
function wordsOf(message: Message | undefined): { title: WordKey; hint: WordKey } {
  if (message?.direction === "note") return { title: "messages.delete_note", hint: "messages.delete_note_hint" };
  if (!message?.comment) return { title: "messages.delete_message", hint: "messages.delete_message_hint" };
  const title = message.direction === "in" ? "comments.delete_theirs" : "comments.delete_ours";
  return { title, hint: "comments.delete_hint" };
}

function Versions({ message }: { message: Message }) {
  const t = useT();
  const { conversation_id, id, edited_at } = message;
  const versions = useQuery(
    {
      queryKey: ["versions", id, edited_at],
      queryFn: ({ signal }) => fetchVersions(conversation_id, id, signal),
    },
    queries,
  );
  if (versions.isPending) return <Spinner />;
  if (versions.isError) {
    return (
      <Banner live kind="bad">
        {errorWords(t, versions.error)}
      </Banner>
    );
  }
  return (
    <ol className="flex flex-col gap-3">
      {versions.data.map((version) => (
        <li key={version.at} className="rounded-control bg-in p-2">
          <MessageText text={version.text} />
          <p className="px-1 pt-1 text-12 text-muted">
            {t("messages.until")} <TimeText at={version.at} as="full" />
          </p>
        </li>
      ))}
      <li className="rounded-control bg-out p-2">
        <MessageText text={message.text} />
        <p className="px-1 pt-1 text-12 text-muted">{t("messages.now")}</p>
      </li>
    </ol>
  );
}
