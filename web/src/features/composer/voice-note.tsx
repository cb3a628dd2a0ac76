import { SendHorizontal, Trash2 } from "lucide-react";
import { useRef, useState } from "react";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { Capture } from "./capture";
import { Listen } from "./listen";
import type { Mode } from "./rules";
import { sendFile } from "./uploads";
import { submitFile } from "./writing";

interface Props {
  conversation: string;
  mode: Mode;
  onDone: () => void;
}

/** Records a voice note: listen to it, throw it away, or send it. Takes the place of the text area. */
export function VoiceNote({ conversation, mode, onDone }: Props) {
  const t = useT();
  const [file, setFile] = useState<File>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const stop = useRef<(() => Promise<File | undefined>) | undefined>(undefined);
  const send = async () => {
    setBusy(true);
    setProblem("");
    try {
      const recorded = file ?? (await stop.current?.());
      if (!recorded) return;
      setFile(recorded);
      submitFile(conversation, mode, await sendFile(recorded, () => undefined, new AbortController().signal));
      onDone();
    } catch (error) {
      setProblem(errorWords(t, error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <fieldset aria-label={t("composer.record")} className="px-3 pt-1 pb-2">
      <div className="flex min-h-12 items-center gap-2">
        <IconButton
          label={t("composer.record_discard")}
          tip="top"
          icon={<Trash2 size={18} />}
          disabled={busy}
          onClick={onDone}
        />
        {file ? (
          <Listen file={file} />
        ) : (
          <Capture stop={stop} onFile={setFile} onFail={() => setProblem(t("composer.no_microphone"))} />
        )}
        <Button
          look="primary"
          busy={busy}
          disabled={problem === t("composer.no_microphone")}
          icon={<SendHorizontal size={16} />}
          aria-label={t("composer.send")}
          onClick={() => void send()}
        >
          <span className="max-sm:hidden">{t("composer.send")}</span>
        </Button>
      </div>
      {problem && (
        <p role="alert" className="px-1 pb-1 text-13 text-bad">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
