import { Pause, Play } from "lucide-react";
import { useRef, useState } from "react";
import { useT } from "../../lib/i18n";
import { useTime } from "../../lib/time";
import { IconButton } from "../../ui/icon-button";
import { useObjectAddress } from "./object-address";

/** The recording once it is made. */
export function Listen({ file }: { file: File }) {
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
