import { CircleAlert, KeyRound, Wrench } from "lucide-react";
import { start } from "../features/account/api";
import { errorWords } from "../lib/error-words";
import { useT } from "../lib/i18n";
import { useStore } from "../lib/store";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Shell } from "./shell";

/** What needs a signed-in member: the shell, or why it cannot be shown. */
export function Inside() {
  const t = useT();
  const begun = useStore(start);
  if (!begun) return null;
  if (begun.state === "ready") return <Shell />;
  const again = <Button onClick={() => location.reload()}>{t("app.reload")}</Button>;
  return (
    <main className="flex min-h-dvh items-center">
      {begun.state === "signed_out" && (
        <EmptyState heading="h1" icon={<KeyRound size={24} />} title={t("app.signed_out")} action={again}>
          {t("app.signed_out_hint")}
        </EmptyState>
      )}
      {begun.state === "setup_required" && (
        <EmptyState heading="h1" icon={<Wrench size={24} />} title={t("app.setup_required")} action={again}>
          {t("app.setup_required_hint")}
        </EmptyState>
      )}
      {begun.state === "failed" && (
        <EmptyState heading="h1" icon={<CircleAlert size={24} />} title={t("app.start_failed")} action={again}>
          {errorWords(t, begun.error)}
        </EmptyState>
      )}
    </main>
  );
}
