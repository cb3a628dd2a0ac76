import type { ComponentProps } from "react";
import { useT } from "../../../lib/i18n";
import { Avatar } from "../../../ui/avatar";
import { myself } from "../../conversations/api";
import { WaitingBody, type WaitingBubble } from "../waiting-bubble";
import { Indented } from "./comment";

/** An answer that is not with the server yet, or was refused, in the place where it will stand. */
export function WaitingComment({ item, depth }: ComponentProps<typeof WaitingBubble>) {
  const t = useT();
  const me = myself();
  return (
    <Indented depth={depth}>
      <Avatar id={me?.id ?? ""} name={me?.name ?? ""} size={depth === 1 ? 24 : 32} />
      <div className="flex min-w-0 flex-1 flex-col items-start" data-waiting="">
        <span className="sr-only">{t("messages.you")}: </span>
        <WaitingBody item={item} joined={false} goesOn={false} quoted={depth === 0} />
      </div>
    </Indented>
  );
}
