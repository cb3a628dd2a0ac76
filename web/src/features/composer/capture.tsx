import { Square } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { IconButton } from "../../ui/icon-button";
import { longestNote, type Recording, startRecording } from "./recorder";

interface Props {
  /** Set to what ends the recording. */
  stop: React.RefObject<(() => Promise<File | undefined>) | undefined>;
  onFile: (file: File) => void;
  onFail: () => void;
}

/** The recording while it goes on. */
export function Capture({ stop, onFile, onFail }: Props) {
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
