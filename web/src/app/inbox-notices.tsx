import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import {
  hasComments,
  type InboxSearch,
  memberOf,
  type Notice,
  nameOf,
  onNotice,
  openConversation,
  rowOf,
  setWay,
} from "../features/conversations/api";
import { t } from "../lib/i18n";
import { toast } from "../lib/toast";
import { leading } from "../realtime/hub";

/** Rings and tells what somebody should know wherever they are. Drawn once, inside the shell; shows nothing itself. */
export function InboxNotices() {
  const go = useNavigate();
  useEffect(() => {
    setWay(
      (id) =>
        void (id ? go({ to: "/inbox/$id", params: { id }, search: toward(id) }) : go({ to: "/inbox", search: keep })),
    );
    return onNotice(tell);
  }, [go]);
  return null;
}

/** The list stays the one it is. On other screens there is none yet. */
const keep = <S extends object>(search: S) => search;

/** The list is one in which the conversation can be, unless it is one of what was searched for. */
function toward(id: string) {
  return (search: InboxSearch): InboxSearch => {
    const kind = rowOf(id)?.kind;
    return kind && hasComments() && !search.q ? { ...search, kind } : search;
  };
}

function tell(notice: Notice): void {
  if (notice.what === "sound") ring(notice.sound);
  else if (notice.what === "gone") toast({ kind: "told", text: t("inbox.gone", { name: nameOf(notice.row) }) });
  else tellPersonally(notice);
}

type Personal = Extract<Notice, { by: string }>;

function tellPersonally({ what, conversation, name, by }: Personal): void {
  const words = { name, by: memberOf(by)?.name ?? t("inbox.somebody") };
  toast({
    kind: "told",
    text: t(`inbox.notice_${what}`, words),
    // Whoever is away finds it when they come back.
    stay: document.visibilityState === "visible" ? 10_000 : 0,
    action: { label: t("inbox.open"), run: () => openConversation(conversation) },
  });
}

/** Only one of a browser's tabs makes sounds. */
function ring(sound: Extract<Notice, { what: "sound" }>["sound"]): void {
  if (!leading.get()) return;
  // Nothing rings before there is something to see; a sound that cannot be fetched is not heard.
  import("../lib/sound").then(({ playSound }) => playSound(sound)).catch(() => undefined);
}
