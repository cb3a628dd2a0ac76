import { type KeyboardEvent, type PointerEvent, useId, useRef } from "react";
import { useT } from "../../lib/i18n";
import { mostZoom, type Placing, type Size, scaleOf, settle, zoomTo } from "./crop";

interface Props {
  src: string;
  picture: Size;
  /** Pixels of each side of the window. */
  view: number;
  placing: Placing;
  onMove: (placing: Placing) => void;
}

const arrows: Record<string, [number, number]> = {
  ArrowLeft: [8, 0],
  ArrowRight: [-8, 0],
  ArrowUp: [0, 8],
  ArrowDown: [0, -8],
};

/** A round window under which the picture is moved: by dragging, by arrow keys, and larger by a slider. */
export function PictureWindow({ src, picture, view, placing, onMove }: Props) {
  const t = useT();
  const hint = useId();
  const last = useRef<{ x: number; y: number }>(undefined);
  const shift = (x: number, y: number) =>
    onMove(settle({ ...placing, x: placing.x + x, y: placing.y + y }, picture, view));
  const drag = (event: PointerEvent) => {
    if (!last.current) return;
    shift(event.clientX - last.current.x, event.clientY - last.current.y);
    last.current = { x: event.clientX, y: event.clientY };
  };
  const press = (event: KeyboardEvent) => {
    const step = arrows[event.key];
    if (!step) return;
    event.preventDefault();
    shift(...step);
  };
  const scale = scaleOf(picture, view, placing.zoom);
  return (
    <div className="flex flex-col items-center gap-4">
      {/* biome-ignore lint/a11y/useSemanticElements: no element means "a picture one moves". */}
      <div
        role="group"
        aria-label={t("profile.picture_place")}
        aria-describedby={hint}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the picture from here.
        tabIndex={0}
        onKeyDown={press}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerMove={drag}
        onPointerUp={() => {
          last.current = undefined;
        }}
        style={{ width: view, height: view }}
        className="relative cursor-grab touch-none overflow-hidden rounded-chip bg-in active:cursor-grabbing"
      >
        <img
          src={src}
          alt=""
          draggable={false}
          style={{
            width: picture.width * scale,
            height: picture.height * scale,
            translate: `calc(-50% + ${placing.x}px) calc(-50% + ${placing.y}px)`,
          }}
          className="absolute top-1/2 left-1/2 max-w-none select-none"
        />
      </div>
      <p id={hint} className="text-center text-13 text-muted">
        {t("profile.picture_place_hint")}
      </p>
      <label className="flex w-full max-w-64 items-center gap-3 text-13">
        {t("profile.picture_zoom")}
        <input
          type="range"
          min={1}
          max={mostZoom}
          step={0.05}
          value={placing.zoom}
          onChange={(event) => onMove(zoomTo(placing, event.target.valueAsNumber, picture, view))}
          className="min-h-9 flex-1 accent-brand"
        />
      </label>
    </div>
  );
}
