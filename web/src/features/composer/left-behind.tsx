import { UserRoundX } from "lucide-react";
import { useT } from "../../lib/i18n";
import { useMedia, wideWindow } from "../../lib/media";
import { Button } from "../../ui/button";
import { EmptyState } from "../../ui/empty-state";
import { openConversation } from "../conversations/api";
import { CopyText } from "./copy-text";
import { useDesk } from "./desk";

/** In place of a conversation that can no longer be seen: who has it now, and what one had written. */
export function LeftBehind({ conversation }: { conversation: string }) {
  const t = useT();
  const { reply, note, returned } = useDesk(conversation);
  const text = [reply.text, note.text].filter((one) => one.trim() !== "").join("\n\n") || (returned?.text ?? "");
  const name = returned?.name;
  // Where the list is not beside it, this is the whole page.
  const wide = useMedia(wideWindow);
  return (
    <div className="flex flex-1 flex-col items-center justify-center overflow-y-auto bg-canvas">
      <div role={text ? "alert" : undefined}>
        <EmptyState
          heading={wide ? "h2" : "h1"}
          icon={<UserRoundX size={24} />}
          title={name ? t("composer.taken_by", { name }) : t("composer.not_here")}
          action={!wide && <Button onClick={() => openConversation("")}>{t("inbox.back")}</Button>}
        >
          {t(text ? "composer.left_behind" : "composer.not_here_hint")}
        </EmptyState>
      </div>
      {text && (
        <section
          aria-label={t("composer.your_text")}
          className="-mt-6 mb-8 flex w-full max-w-md flex-col items-end gap-2 px-4"
        >
          <p
            className="w-full rounded-card border border-line-strong bg-surface p-3 whitespace-pre-wrap [overflow-wrap:anywhere]"
            dir="auto"
          >
            {text}
          </p>
          <CopyText text={text} />
        </section>
      )}
    </div>
  );
}
