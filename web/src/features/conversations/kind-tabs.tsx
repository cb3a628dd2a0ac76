import { useNavigate, useSearch } from "@tanstack/react-router";
import { MessageCircle, MessageSquareQuote } from "lucide-react";
import { useEffect } from "react";
import { useT, type WordKey } from "../../lib/i18n";
import { ChoiceLink } from "../../ui/choice-link";
import { useView } from "./address";
import { keepKind } from "./conversation-kinds";
import { useCounts, waitingIn } from "./counts";
import type { ConversationKind } from "./rules";
import { ofKind } from "./switch-kind";

interface Kind {
  kind: ConversationKind;
  label: WordKey;
  waiting: WordKey;
  icon: typeof MessageCircle;
}

const kinds: readonly Kind[] = [
  { kind: "messages", label: "inbox.kind_tab_messages", waiting: "inbox.kind_waiting", icon: MessageCircle },
  { kind: "comments", label: "inbox.kind_tab_comments", waiting: "inbox.kind_waiting", icon: MessageSquareQuote },
];

/** Chooses between messages and comments, above the lists, each with what waits there. Remembered for the next visit. */
export function KindTabs({ searching }: { searching: boolean }) {
  const t = useT();
  const { kind: current } = useView();
  const named = useSearch({ strict: false }).kind !== undefined;
  const go = useNavigate();
  useEffect(() => {
    keepKind(current);
    // An address that does not say the kind would mean another one by the time somebody comes back to it.
    if (!named) void go({ to: ".", search: (now) => ({ ...now, kind: current }), replace: true });
  }, [current, named, go]);
  return (
    <nav aria-label={t("inbox.kinds")} className="mx-3.5 mb-1.5 flex gap-0.5 rounded-control bg-canvas p-0.5">
      {kinds.map((one) => (
        <KindLink key={one.kind} {...one} current={one.kind === current && !searching} />
      ))}
    </nav>
  );
}

function KindLink({ kind, label, waiting, icon: Icon, current }: Kind & { current: boolean }) {
  const t = useT();
  const count = waitingIn(useCounts(kind));
  return (
    <ChoiceLink
      to="/inbox"
      search={(now) => ofKind(now, kind)}
      activeOptions={{ exact: true }}
      aria-current={current ? "page" : undefined}
      count={count}
      countLabel={t(waiting, { count })}
      icon={<Icon aria-hidden="true" size={15} className="shrink-0" />}
    >
      {t(label)}
    </ChoiceLink>
  );
}
