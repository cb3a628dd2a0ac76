import { CircleAlert } from "lucide-react";
import { start } from "../features/account/api";
import { errorWords } from "../lib/error-words";
import { useT } from "../lib/i18n";
import { useStore } from "../lib/store";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Shell } from "./shell";

/** What needs a signed-in member: the shell, or why it cannot be shown. */
export function Inside() {
  const begun = useStore(start);
  if (begun?.state === "ready") return <Shell />;
  return begun?.state === "failed" ? <Failed error={begun.error} /> : null;
}

/** The server has not answered, or not sensibly. */
function Failed({ error }: { error: unknown }) {
  const t = useT();
  return (
    <main className="flex min-h-dvh items-center">
      <EmptyState
        heading="h1"
        icon={<CircleAlert size={24} />}
        title={t("app.start_failed")}
        action={<Button onClick={() => location.reload()}>{t("app.reload")}</Button>}
      >
        {errorWords(t, error)}
      </EmptyState>
    </main>
  );
}
