import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { Spinner } from "../../ui/spinner";
import { fetchOlder, type Thread } from "./threads";

/** Above the oldest message: that older ones come, or that they could not be fetched. */
export function Older({ conversation, thread }: { conversation: string; thread: Thread }) {
  const t = useT();
  if (thread.whole || thread.older === "idle") return <div className="h-3" />;
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
