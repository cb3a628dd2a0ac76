import { t } from "../chat/state";
import { minutes } from "../rules/time";
import { Button } from "./button";
import { Icon } from "./icon";

interface PlayerProps {
  src: string;
  /** 0 when unknown. */
  seconds: number;
  onError(): void;
}

/**
 * Plays a sound. Where it stands is shown in the page itself and not kept in the state, or the whole window would be
 * drawn again with each tick. A browser's own recording does not know its length, so the message's word goes first.
 */
export function Player({ src, seconds, onError }: PlayerProps) {
  const show = ({ currentTarget }: Event) => {
    const sound = currentTarget as HTMLAudioElement;
    const [button, range, time] = partsOf(sound);
    const { paused, currentTime, duration } = sound;
    const length = seconds || (Number.isFinite(duration) ? duration : 0);
    sound.parentElement?.classList.toggle("playing", !paused);
    button.setAttribute("aria-label", t(paused ? "play" : "pause"));
    range.max = `${length || 1}`;
    range.value = `${currentTime}`;
    range.setAttribute("aria-valuetext", minutes(currentTime));
    if (time.firstChild) time.firstChild.nodeValue = minutes(currentTime || length);
  };
  return (
    <div class="player">
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said. */}
      <audio
        src={src}
        preload={seconds ? "none" : "metadata"}
        onError={onError}
        onLoadedMetadata={show}
        onPlay={show}
        onPause={show}
        onTimeUpdate={show}
      />
      <Button class="icon" label={t("play")} onClick={toggle}>
        <Icon name="play" />
        <Icon name="pause" />
      </Button>
      <input
        type="range"
        min={0}
        max={seconds || 1}
        step="any"
        defaultValue="0"
        aria-label={t("position")}
        onInput={seek}
      />
      <span>{minutes(seconds)}</span>
    </div>
  );
}

function partsOf(sound: Element): [HTMLButtonElement, HTMLInputElement, HTMLSpanElement] {
  const [, ...parts] = sound.parentElement?.children ?? [];
  return parts as [HTMLButtonElement, HTMLInputElement, HTMLSpanElement];
}

function soundOf({ currentTarget }: Event): HTMLAudioElement {
  return (currentTarget as Element).parentElement?.firstElementChild as HTMLAudioElement;
}

/** One sound at a time. */
function toggle(event: Event): void {
  const sound = soundOf(event);
  const root = sound.getRootNode() as ShadowRoot;
  const plays = !sound.paused;
  for (const other of root.querySelectorAll("audio")) other.pause();
  // What cannot be played says so by its error event.
  if (!plays) sound.play().catch(() => {});
}

function seek(event: Event): void {
  soundOf(event).currentTime = Number((event.currentTarget as HTMLInputElement).value);
}
