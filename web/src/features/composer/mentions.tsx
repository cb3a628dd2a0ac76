import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import type { components } from "../../gen/api";
import { cx } from "../../lib/cx";
import { api } from "../../lib/http";
import { useT } from "../../lib/i18n";
import { nextRow } from "../../lib/rows";
import { queries } from "../../realtime/queries";
import { Avatar } from "../../ui/avatar";
import { myself, type Row } from "../conversations/api";
import { fitting, mentionAt, spliced } from "./rules";
import { addNamed, write } from "./writing";

type Member = components["schemas"]["Member"];

/** Members that are offered at once. */
const mostOffered = 6;

export interface Mentions {
  id: string;
  offered: readonly Member[];
  chosen: number;
  pick: (member: Member) => void;
  point: (index: number) => void;
  /** Uses a key; tells whether it did. */
  press: (event: KeyboardEvent) => boolean;
  /** Attributes that tie the text area to the list. */
  wiring: Record<string, string | undefined>;
}

/** The members that fit the `@` being typed, and the keys that choose among them. */
export function useMentions(
  row: Row,
  on: boolean,
  text: string,
  caret: number,
  area: RefObject<HTMLTextAreaElement | null>,
): Mentions {
  const id = useId();
  const members = useMentionable(row, on);
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState("");
  const typed = on ? mentionAt(text, caret) : undefined;
  // Esc closes the list for this very place in the text.
  const place = typed ? `${typed.at}` : "";
  const offered = typed && place !== closed ? fitting(members, typed.query).slice(0, mostOffered) : [];
  const chosen = Math.min(at, Math.max(0, offered.length - 1));

  const pick = (member: Member) => {
    if (!typed) return;
    const next = spliced(text, typed.at, caret, `@${member.name} `);
    addNamed(row.id, { id: member.id, name: member.name });
    write(row.id, "note", next.text);
    setAt(0);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const press = (event: KeyboardEvent): boolean => {
    const member = offered[chosen];
    if (!member || event.nativeEvent.isComposing) return false;
    const next = nextRow(event.key, chosen, offered.length, mostOffered);
    if (event.key === "Enter" || event.key === "Tab") pick(member);
    else if (event.key === "Escape") setClosed(place);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") setAt(next);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  const open = offered.length > 0;
  const wiring = {
    "aria-autocomplete": on ? "list" : undefined,
    "aria-controls": open ? id : undefined,
    "aria-activedescendant": open ? `${id}-${chosen}` : undefined,
  };
  return { id, offered, chosen, pick, point: setAt, press, wiring };
}

/** The members a note about the conversation can call, oneself left out. */
function useMentionable(row: Row, on: boolean): readonly Member[] {
  const { data } = useQuery(
    {
      // Who can see it changes with whose it is.
      queryKey: ["mentionable", row.id, row.state, row.assignee_id],
      enabled: on,
      queryFn: async ({ signal }) => {
        const answer = await api.get<{ members: Member[] }>(`/conversations/${row.id}/mentionable`, { signal });
        return answer.members.filter((member) => member.id !== myself()?.id);
      },
    },
    queries,
  );
  return data ?? [];
}

/** The list above the text area. */
export function MentionList({ mentions }: { mentions: Mentions }) {
  const t = useT();
  const { id, offered, chosen, pick, point } = mentions;
  if (offered.length === 0) return null;
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t("composer.mention")}
      className="absolute start-3 bottom-full z-10 mb-1 w-64 max-w-[calc(100%-1.5rem)] rounded-card border bg-raised p-1 shadow-float"
    >
      {offered.map((member, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the text area keeps the focus and has the keys.
        <div
          key={member.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          onPointerMove={() => point(index)}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => pick(member)}
          className={cx(
            "flex min-h-9 cursor-default items-center gap-2.5 rounded-control px-2.5 py-1 coarse:min-h-11",
            index === chosen && "bg-hover forced:[outline:2px_solid_Highlight]",
          )}
        >
          <Avatar id={member.id} name={member.name} src={member.avatar_url} size={24} />
          <span className="min-w-0 flex-1 truncate">{member.name}</span>
        </div>
      ))}
    </div>
  );
}
