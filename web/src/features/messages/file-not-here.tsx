import { CloudDownload, CloudOff } from "lucide-react";
import { cx } from "../../lib/cx";
import { failureWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { useProvider } from "../channels/api";
import { useThreadFacts } from "./context";
import { type Attachment, pictureSize } from "./rules";

interface Props {
  file: Attachment;
  /** Asks for it once more; without it nobody can. */
  onFetch?: (() => void) | undefined;
}

/** In place of a file that still lies with the provider, or could not be fetched from it. */
export function FileNotHere({ file, onFetch }: Props) {
  return file.state === "failed" ? <Failed file={file} onFetch={onFetch} /> : <Waiting file={file} />;
}

/** As large as the picture will be, so that nothing moves when it comes. */
function Waiting({ file }: { file: Attachment }) {
  const t = useT();
  const { provider } = useProvider(useThreadFacts().row.channel_id);
  const tall = file.kind === "image" || file.kind === "video";
  const { width, height } = pictureSize(file.width, file.height);
  return (
    <div
      role="status"
      style={tall ? { width, aspectRatio: `${width} / ${height}` } : undefined}
      className={cx(
        "relative flex max-w-full items-center justify-center gap-2 overflow-hidden rounded-control p-2.5 text-13 text-muted",
        tall ? "flex-col text-center" : "w-64 justify-start!",
      )}
    >
      <span aria-hidden="true" className="absolute inset-0 animate-pulse bg-ink/10" />
      <CloudDownload aria-hidden="true" size={20} className="relative shrink-0" />
      <span className="relative min-w-0">
        {file.name && <span className="block truncate font-medium text-ink">{file.name}</span>}
        {t("messages.file_waiting", { provider })}
      </span>
    </div>
  );
}

function Failed({ file, onFetch }: Props) {
  const t = useT();
  const provider = useProvider(useThreadFacts().row.channel_id);
  return (
    <div className="flex w-64 max-w-full flex-col items-start gap-2 rounded-control bg-ink/5 p-2.5 text-13">
      <span className="flex items-start gap-2">
        <CloudOff aria-hidden="true" size={18} className="mt-px shrink-0 text-bad" />
        <span className="min-w-0">
          <span className="block font-medium [overflow-wrap:anywhere]">
            {file.name ? t("messages.file_failed_named", { name: file.name }) : t("messages.file_failed")}
          </span>
          <span className="block text-muted">{failureWords(t, file.failure_code, provider)}</span>
        </span>
      </span>
      {onFetch && (
        <Button size="small" onClick={onFetch}>
          {t("common.retry")}
        </Button>
      )}
    </div>
  );
}
