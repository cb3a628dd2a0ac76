import { errorWords } from "../lib/error-words";
import { useT } from "../lib/i18n";
import { Banner } from "./banner";
import { Button } from "./button";

interface Props {
  error: unknown;
  onRetry: () => unknown;
  /** As of a banner. */
  live?: boolean;
  className?: string;
}

/** Says why something could not be fetched, with a way to try again. */
export function Failed({ error, onRetry, live = false, className }: Props) {
  const t = useT();
  const again = (
    <Button size="small" onClick={() => void onRetry()}>
      {t("common.retry")}
    </Button>
  );
  return (
    <Banner live={live} kind="bad" actions={again} className={className}>
      {errorWords(t, error)}
    </Banner>
  );
}
