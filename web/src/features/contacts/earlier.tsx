import { Link } from "@tanstack/react-router";
import { useT } from "../../lib/i18n";
import { Badge } from "../../ui/badge";
import { TimeText } from "../../ui/time-text";
import { type Conversation, kindWords } from "../conversations/api";
import { Part } from "./part";

interface Props {
  /** The conversation that is open. */
  present: string;
  /** All conversations of the contact that one may see; `undefined` while they are on their way. */
  conversations: readonly Conversation[] | undefined;
}

/** The contact's other conversations. */
export function Earlier({ present, conversations }: Props) {
  const t = useT();
  const others = conversations?.filter(({ id }) => id !== present);
  if (!others) return null;
  return (
    <Part title={t("contacts.earlier")}>
      {others.length === 0 && <p className="px-2 text-13 text-muted">{t("contacts.no_earlier")}</p>}
      <ul>
        {others.map((one) => (
          <li key={one.id}>
            <Link
              to="/inbox/$id"
              params={{ id: one.id }}
              search={true}
              preload={false}
              className="flex flex-col gap-0.5 rounded-control px-2 py-1.5 text-13 hover:bg-hover"
            >
              <span className="flex items-center justify-between gap-2">
                <TimeText at={one.opened_at} className="me-auto text-12 text-muted" />
                {one.kind === "comments" && <Badge>{t("inbox.kind_tab_comments")}</Badge>}
                <Badge>{t(`inbox.state_${one.state}`)}</Badge>
              </span>
              <span className="truncate" dir="auto">
                {kindWords(t, one.last.kind, one.last.text)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  );
}
