import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { Spinner } from "../../ui/spinner";
import { DaySeparator } from "./separators";
import { fetchOlder, type Thread } from "./threads";

/**
 * Above the oldest message that is here: its day, that older ones come, or that they could not be fetched. It is always
 * as high, since what is read below it must not move.
 */
export function Older({ conversation, thread }: { conversation: string; thread: Thread }) {
  const t = useT();
  const oldest = thread.messages[0];
  if (thread.whole || !oldest) return <div className="h-12" />;
  if (thread.older === "idle") {
    return (
      <div className="h-12">
        <DaySeparator at={oldest.at} />
      </div>
    );
  }
  return (
    <div role="status" className="flex h-12 items-center justify-center text-muted">
      {thread.older === "failed" ? (
        <Button size="small" onClick={() => void fetchOlder(conversation)}>
          {t("messages.older_failed")}
        </Button>
      ) : (
        <>
          <Spinner />
          <span className="sr-only">{t("common.loading")}</span>
        </>
      )}
    </div>
  );
}
