import { Mic, Pause, Play } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useLanguage, useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";

interface Props {
  src: string;
  /** What is played, for screen readers. */
  name: string;
  /** Milliseconds; 0 when unknown. */
  length: number;
  /** It was spoken for this conversation, which a sign tells. */
  voice?: boolean;
}

const speeds = [1, 1.5, 2] as const;
/** The one that plays; starting another stops it. */
let playing: HTMLAudioElement | undefined;

/** Plays a voice note or a song: play, seek, and three speeds, all by key as well. */
export function AudioPlayer({ src, name, length, voice = false }: Props) {
  const t = useT();
  const words = useTime();
  const { audio, handlers, on, at, total, failed, toggle, seek } = useAudio(length);
  return (
    <div className="flex w-64 max-w-full items-center gap-2 py-0.5">
      <audio ref={audio} src={src} preload="none" {...handlers} />
      <button
        type="button"
        aria-label={t(on ? "messages.pause" : "messages.play", { name })}
        onClick={toggle}
        className="target inline-flex shrink-0 items-center justify-center rounded-chip bg-brand text-on-brand hover:bg-brand-strong"
      >
        {on ? <Pause size={18} fill="currentColor" /> : <Play size={18} fill="currentColor" className="ms-0.5" />}
      </button>
      <div className="flex min-w-0 flex-1 flex-col">
        <input
          type="range"
          aria-label={t("messages.seek", { name })}
          aria-valuetext={words.position(at)}
          min={0}
          max={Math.max(total, 1)}
          step={500}
          value={Math.min(at, total)}
          disabled={total === 0}
          onChange={(event) => seek(Number(event.target.value))}
          className="mt-1 h-5 w-full accent-brand"
        />
        <span role={failed ? "alert" : undefined} className="flex items-center gap-1 text-12 text-muted" data-number="">
          {voice && <Mic aria-hidden="true" size={12} className="text-brand" />}
          {failed ? t("messages.not_playable") : words.position(on || at > 0 ? at : total)}
        </span>
      </div>
      <Speed audio={audio} />
    </div>
  );
}

function Speed({ audio }: { audio: React.RefObject<HTMLAudioElement | null> }) {
  const t = useT();
  const language = useLanguage();
  const [step, setStep] = useState(0);
  const speed = speeds[step] ?? 1;
  const text = `${new Intl.NumberFormat(language).format(speed)}×`;
  const press = () => {
    const next = (step + 1) % speeds.length;
    setStep(next);
    if (audio.current) audio.current.playbackRate = speeds[next] ?? 1;
  };
  return (
    <button
      type="button"
      aria-label={t("messages.speed", { speed: text })}
      onClick={press}
      className="hit-area -mt-3.5 min-h-6 min-w-8 rounded-chip bg-hover px-1.5 text-12 font-medium text-ink hover:bg-line"
      data-number=""
    >
      {text}
    </button>
  );
}

/** An audio element and what there is to show of it; times in milliseconds. */
function useAudio(length: number) {
  const audio = useRef<HTMLAudioElement>(null);
  const [on, setOn] = useState(false);
  const [at, setAt] = useState(0);
  const [total, setTotal] = useState(length);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const element = audio.current;
    return () => element?.pause();
  }, []);
  const read = () => audio.current && setAt(audio.current.currentTime * 1000);
  const toggle = () => {
    const element = audio.current;
    if (!element) return;
    if (on) return element.pause();
    if (playing !== element) playing?.pause();
    playing = element;
    element.play().catch((error: DOMException) => error.name !== "AbortError" && setFailed(true));
  };
  const seek = (to: number) => {
    setAt(to);
    if (audio.current) audio.current.currentTime = to / 1000;
  };
  const handlers = {
    onPlay: () => setOn(true),
    onPause: () => setOn(false),
    onEnded: () => setAt(0),
    onTimeUpdate: read,
    onError: () => setFailed(true),
    onDurationChange: () => {
      // Recordings made in a browser carry no length; the server has measured it.
      const measured = (audio.current?.duration ?? 0) * 1000;
      if (Number.isFinite(measured) && measured > 0) setTotal(measured);
    },
  };
  return { audio, handlers, on, at, total, failed, toggle, seek };
}
