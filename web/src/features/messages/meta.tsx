import type { ReactNode } from "react";
import { useT } from "../../lib/i18n";
import { TimeText } from "../../ui/time-text";
import type { Message } from "./rules";
import { Ticks } from "./ticks";

/** The time, whether it was changed, and how far it got: at the end of the last line if there is room. */
export function MetaLine({ children }: { children: ReactNode }) {
  return (
    <span className="float-end ms-3 mt-1 -mb-0.5 inline-flex items-center gap-1 text-12 whitespace-nowrap text-muted select-none">
      {children}
    </span>
  );
}

/** The same, of a message. */
export function Meta({ message, onEdited }: { message: Message; onEdited: (() => void) | undefined }) {
  const t = useT();
  return (
    <MetaLine>
      {message.edited_at && onEdited && (
        <button type="button" onClick={onEdited} className="rounded-[2px] hover:underline">
          {t("messages.edited")}
        </button>
      )}
      <TimeText at={message.at} as="clock" />
      {message.direction === "out" && message.status !== "" && <Ticks status={message.status} />}
    </MetaLine>
  );
}
