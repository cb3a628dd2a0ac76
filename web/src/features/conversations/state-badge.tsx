import { Check, Clock, Moon, UserRound } from "lucide-react";
import { useT } from "../../lib/i18n";
import { Badge, type BadgeKind } from "../../ui/badge";
import { myself, useMember } from "./people";
import type { Conversation } from "./rules";

const looks: Record<Conversation["state"], { kind: BadgeKind; icon: typeof Check }> = {
  in_queue: { kind: "warn", icon: Clock },
  handled: { kind: "brand", icon: UserRound },
  inactive: { kind: "plain", icon: Moon },
  resolved: { kind: "ok", icon: Check },
};

interface Props {
  row: Pick<Conversation, "state" | "assignee_id">;
  /** Says the state alone, where the name of who handles it stands elsewhere. */
  nameless?: boolean;
}

/** How a conversation stands, with the name of who handles it. */
export function StateBadge({ row, nameless = false }: Props) {
  const t = useT();
  const handler = useMember(row.assignee_id);
  const { kind, icon: Icon } = looks[row.state];
  const name = handler && handler.id === myself()?.id ? t("messages.you") : handler?.name;
  const words = (row.state === "handled" && !nameless && name) || t(`inbox.state_${row.state}`);
  return (
    <Badge kind={kind} icon={<Icon aria-hidden="true" size={12} className="shrink-0" />}>
      {words}
    </Badge>
  );
}
