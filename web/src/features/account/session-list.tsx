import { useQuery } from "@tanstack/react-query";
import { Laptop, Smartphone } from "lucide-react";
import { useState } from "react";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { rescueFocus } from "../../lib/lost-focus";
import { toast } from "../../lib/toast";
import { queries } from "../../realtime/queries";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { ConfirmDialog } from "../../ui/confirm-dialog";
import { Failed } from "../../ui/failed";
import { Section } from "../../ui/page";
import { Loading, SkeletonRows } from "../../ui/skeleton";
import { TimeText } from "../../ui/time-text";
import { deviceOf } from "./devices";
import { endOtherSessions, endSession, listSessions, type Session } from "./own";

/** Key of the list in the cache. */
export const sessionsKey = ["sessions"];

/** Where the member is signed in, with a way out of each place. */
export function SessionList() {
  const t = useT();
  const { data, error, isPending, refetch } = useQuery(
    { queryKey: sessionsKey, queryFn: listSessions, staleTime: 0 },
    queries,
  );
  const sessions = data ?? [];
  const forget = (gone: (session: Session) => boolean) =>
    queries.setQueryData<Session[]>(sessionsKey, (all) => all?.filter((session) => !gone(session)));
  return (
    <Section title={t("profile.sessions")} description={t("profile.sessions_hint")}>
      {error && <Failed error={error} onRetry={refetch} />}
      <Loading busy={isPending} skeleton={<SkeletonRows rows={2} rowHeight={64} />}>
        <ul className="-mx-4 -mt-2 border-t md:-mx-5">
          {sessions.map((session) => (
            <li key={session.id} className="border-b">
              <Row session={session} onEnded={() => forget(({ id }) => id === session.id)} />
            </li>
          ))}
        </ul>
      </Loading>
      {sessions.length > 1 && <EndOthers onEnded={() => forget(({ current }) => !current)} />}
    </Section>
  );
}

function Row({ session, onEnded }: { session: Session; onEnded: () => void }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const { browser, system, handheld } = deviceOf(session.agent);
  const Icon = handheld ? Smartphone : Laptop;
  const name =
    browser && system
      ? t("profile.device", { browser, system })
      : browser || system || session.agent || t("profile.device_unknown");
  const end = async () => {
    setBusy(true);
    try {
      await endSession(session.id);
      onEnded();
      toast({ text: t("profile.session_ended", { name }) });
      rescueFocus();
    } catch (error) {
      setBusy(false);
      toast({ kind: "failed", text: errorWords(t, error) });
    }
  };
  return (
    <div className="flex items-center gap-3 px-4 py-3 md:px-5">
      <Icon aria-hidden="true" size={20} className="shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="truncate font-medium">{name}</span>
          {session.current && <Badge kind="brand">{t("profile.session_this")}</Badge>}
        </p>
        <p className="truncate text-13 text-muted">
          {session.address} · {session.current ? t("profile.session_now") : <TimeText at={session.seen_at} as="ago" />}
        </p>
      </div>
      {!session.current && (
        <Button size="small" busy={busy} aria-label={t("profile.session_end_of", { name })} onClick={() => void end()}>
          {t("account.sign_out")}
        </Button>
      )}
    </div>
  );
}

function EndOthers({ onEnded }: { onEnded: () => void }) {
  const t = useT();
  const [asked, setAsked] = useState(false);
  const end = async () => {
    await endOtherSessions();
    onEnded();
    toast({ text: t("profile.sessions_ended") });
    rescueFocus();
  };
  return (
    <div>
      <Button onClick={() => setAsked(true)}>{t("profile.sessions_end")}</Button>
      <ConfirmDialog
        open={asked}
        onClose={() => setAsked(false)}
        title={t("profile.sessions_end_question")}
        confirmLabel={t("profile.sessions_end")}
        onConfirm={end}
      >
        {t("profile.sessions_end_hint")}
      </ConfirmDialog>
    </div>
  );
}
