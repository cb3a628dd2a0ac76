import { Pause, Play, SendHorizontal, Square, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { errorWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { Button } from "../../ui/button";
import { IconButton } from "../../ui/icon-button";
import { useObjectAddress } from "./files";
import { longestNote, type Recording, startRecording } from "./recorder";
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

interface CaptureProps {
  /** Set to what ends the recording. */
  stop: React.RefObject<(() => Promise<File | undefined>) | undefined>;
  onFile: (file: File) => void;
  onFail: () => void;
}

/** The recording while it goes on. */
function Capture({ stop, onFile, onFail }: CaptureProps) {
  const t = useT();
  const words = useTime();
  const recording = useRef<Recording | undefined>(undefined);
  const [passed, setPassed] = useState(0);
  const [levels, setLevels] = useState<readonly number[]>([]);
  const fail = useRef(onFail);
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setInterval> | undefined;
    const begin = async () => {
      const begun = await startRecording();
      if (gone) return begun.cancel();
      recording.current = begun;
      const since = performance.now();
      timer = setInterval(() => {
        setPassed(performance.now() - since);
        setLevels((before) => [...before, begun.level()].slice(-28));
      }, 100);
    };
    begin().catch(() => !gone && fail.current());
    return () => {
      gone = true;
      clearInterval(timer);
      recording.current?.cancel();
    };
  }, []);
  const finish = async () => {
    const done = await recording.current?.finish();
    recording.current = undefined;
    return done;
  };
  stop.current = finish;
  const end = () => void finish().then((file) => file && onFile(file));
  const ended = useRef(end);
  ended.current = end;
  const full = passed >= longestNote;
  useEffect(() => {
    if (full) ended.current();
  }, [full]);
  return (
    <>
      <span aria-hidden="true" className="size-2.5 shrink-0 animate-pulse rounded-chip bg-bad" />
      <span role="timer" aria-label={t("composer.recording")} className="w-10 shrink-0 text-13" data-number="">
        {words.position(passed)}
      </span>
      <Meter levels={levels} />
      <IconButton
        label={t("composer.record_stop")}
        tip="top"
        icon={<Square size={16} fill="currentColor" />}
        onClick={end}
      />
    </>
  );
}

/** How loud it has been in the last seconds. */
function Meter({ levels }: { levels: readonly number[] }) {
  return (
    <span aria-hidden="true" className="flex h-8 min-w-0 flex-1 items-center justify-end gap-[2px] overflow-hidden">
      {levels.map((level, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: bars stand for places in time and have no other identity.
          key={at}
          className="w-[3px] shrink-0 rounded-chip bg-brand"
          style={{ height: `${Math.max(10, level * 100)}%` }}
        />
      ))}
    </span>
  );
}

/** The recording once it is made. */
function Listen({ file }: { file: File }) {
  const t = useT();
  const words = useTime();
  const src = useObjectAddress(file);
  const audio = useRef<HTMLAudioElement>(null);
  const [on, setOn] = useState(false);
  const [at, setAt] = useState(0);
  const toggle = () => (on ? audio.current?.pause() : void audio.current?.play().catch(() => undefined));
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: it is what one has just said oneself. */}
      <audio
        ref={audio}
        src={src}
        onPlay={() => setOn(true)}
        onPause={() => setOn(false)}
        onTimeUpdate={() => setAt((audio.current?.currentTime ?? 0) * 1000)}
      />
      <IconButton
        label={t(on ? "messages.pause" : "messages.play", { name: t("inbox.kind_audio") })}
        tip="top"
        icon={on ? <Pause size={18} fill="currentColor" /> : <Play size={18} fill="currentColor" />}
        onClick={toggle}
      />
      <span className="flex-1 text-13 text-muted" data-number="">
        {words.position(at)}
      </span>
    </>
  );
}
