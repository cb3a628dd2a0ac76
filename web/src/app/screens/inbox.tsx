import { useParams } from "@tanstack/react-router";
import { MessagesSquare } from "lucide-react";
import { useEffect, useRef } from "react";
import { useBootstrap } from "../../features/account/api";
import { mailChannels, newMail } from "../../features/composer/new-mail";
import { ListPane } from "../../features/conversations/list-pane";
import { usePageTitle } from "../../lib/attention";
import { useT, withWords } from "../../lib/i18n";
import { late } from "../../lib/late";
import { useMedia, wideWindow } from "../../lib/media";
import { useStore } from "../../lib/store";
import { EmptyState } from "../../ui/empty-state";
import { approachThread, withThreads } from "../threads";
import { usePanel } from "./inbox-layout";

const ConversationPane = late(async () => (await withThreads(import("./inbox-conversation"))).ConversationPane, {
  waiting: <div className="flex-1" />,
  needed: true,
});
const InboxCommands = late(async () => (await import("../../features/conversations/commands")).InboxCommands);
const AssignDialog = late(
  async () => (await withWords(import("../../features/conversations/assign-dialog"))).AssignDialog,
);
const MoveDialog = late(async () => (await withWords(import("../../features/conversations/move-dialog"))).MoveDialog);

const NewMailEntry = late(
  async () => (await withWords(import("../../features/composer/new-mail-entry"))).NewMailEntry,
  { waiting: <span className="size-9 coarse:size-11" /> },
);
const NewMailDialog = late(
  async () => (await withWords(import("../../features/composer/new-mail-dialog"))).NewMailDialog,
);
const IllBanner = late(async () => (await withWords(import("../../features/channels/ill-banner"))).IllBanner);

/** Milliseconds a pointer must rest on a row before what it leads to is fetched. */
const approachAfter = 80;

/** The inbox: the lists, the conversation that is open, and who it is with. One at a time on phones. */
export function Inbox() {
  const { id = "" } = useParams({ strict: false });
  const wide = useMedia(wideWindow);
  const panel = usePanel();
  const approach = useApproach();
  const mails = mailChannels(useBootstrap()).length > 0;
  // The thread's code comes while one still looks at the list.
  useEffect(() => void ConversationPane.preload().catch(() => undefined), []);
  return (
    <>
      {(wide || !id) && <Troubles />}
      <div className="flex min-h-0 flex-1">
        {(wide || !id) && (
          <div className="flex min-h-0 w-full shrink-0 flex-col md:w-80 md:border-e lg:w-85 min-[85rem]:w-96">
            <ListPane onApproach={approach} extra={mails && <NewMailEntry />} />
          </div>
        )}
        {id ? <ConversationPane key={id} id={id} panel={panel} /> : wide && <NothingOpen />}
        <InboxCommands open={id} onPanel={panel.toggle} />
        <AssignDialog />
        <MoveDialog />
        {mails && <NewMail />}
      </div>
    </>
  );
}

/** A mail to somebody who has not written, while one is being written. */
function NewMail() {
  return useStore(newMail) && <NewMailDialog />;
}

/** What keeps replies from going out. On a phone an open conversation tells it itself. Its code comes when there is something to say. */
function Troubles() {
  const ill = useBootstrap().channels.some(({ health }) => health.state === "ill");
  return (
    <div role="status" className="shrink-0">
      {ill && <IllBanner />}
    </div>
  );
}

/** Fetches a thread when somebody seems about to open it. */
function useApproach() {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useRef((id: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => approachThread(id), approachAfter);
  }).current;
}

function NothingOpen() {
  const t = useT();
  usePageTitle(t("inbox.title"));
  return (
    <div className="flex flex-1 items-center justify-center bg-canvas">
      <EmptyState icon={<MessagesSquare size={24} />} title={t("inbox.nothing_open")}>
        {t("inbox.nothing_open_hint")}
      </EmptyState>
    </div>
  );
}
