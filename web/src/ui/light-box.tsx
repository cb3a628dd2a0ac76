import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useT } from "../lib/i18n";
import { useLayer } from "../lib/layers";
import { IconButton } from "./icon-button";
import { useZoom } from "./zoom";

export interface Picture {
  id: string;
  src: string;
  /** File name; also the text for those who cannot see it. */
  name: string;
  /** Size in pixels, so that its place is kept before it is there; 0 if unknown. */
  width: number;
  height: number;
}

interface Props {
  pictures: readonly Picture[];
  /** Which one is shown; -1 closes. */
  index: number;
  onIndex: (index: number) => void;
}

/** Pictures over the whole window: arrow keys between them, wheel, pinch or double click to zoom, Esc to close. */
export function LightBox({ pictures, index, onIndex }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const picture = pictures[index];
  const open = picture !== undefined;
  useLayer(open, () => onIndex(-1));
  useEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) element.showModal();
    if (!open && element?.open) element.close();
  }, [open]);
  const step = (by: number) => pictures[index + by] && onIndex(index + by);
  const press = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight") step(1);
    if (event.key === "ArrowLeft") step(-1);
  };
  return (
    <dialog
      ref={dialog}
      aria-label={picture?.name}
      onClose={() => onIndex(-1)}
      onKeyDown={press}
      className="m-0 h-dvh max-h-none w-screen max-w-none overflow-hidden bg-stage p-0 text-on-stage backdrop:bg-transparent"
    >
      {picture && (
        <Stage
          key={picture.id}
          picture={picture}
          index={index}
          count={pictures.length}
          onStep={step}
          onClose={() => onIndex(-1)}
        />
      )}
    </dialog>
  );
}

interface StageProps {
  picture: Picture;
  index: number;
  count: number;
  onStep: (by: number) => void;
  onClose: () => void;
}

const look = "text-on-stage! hover:bg-stage-hover focus-visible:outline-on-stage";

function Stage({ picture, index, count, onStep, onClose }: StageProps) {
  const t = useT();
  const { zoom, style, handlers, zoomBy } = useZoom();
  return (
    <div className="flex h-full flex-col">
      <div className="flex items-center gap-1 p-2">
        <p className="min-w-0 flex-1 truncate ps-2">{picture.name}</p>
        {count > 1 && (
          <p className="px-2 text-13" data-number="">
            {t("ui.picture_of", { number: index + 1, count })}
          </p>
        )}
        <IconButton
          className={look}
          tip="end"
          label={t("ui.zoom_out")}
          disabled={zoom <= 1}
          icon={<ZoomOut size={20} />}
          onClick={() => zoomBy(1 / 1.5)}
        />
        <IconButton
          className={look}
          tip="end"
          label={t("ui.zoom_in")}
          disabled={zoom >= 5}
          icon={<ZoomIn size={20} />}
          onClick={() => zoomBy(1.5)}
        />
        <a
          href={picture.src}
          download={picture.name}
          aria-label={t("ui.download")}
          data-tip={t("ui.download")}
          data-tip-side="end"
          className="target inline-flex items-center justify-center rounded-control hover:bg-stage-hover focus-visible:outline-on-stage"
        >
          <Download size={20} />
        </a>
        <IconButton className={look} tip="end" label={t("common.close")} icon={<X size={20} />} onClick={onClose} />
      </div>
      <div
        {...handlers}
        className="relative flex min-h-0 flex-1 touch-none items-center justify-center overflow-hidden"
      >
        <Loaded picture={picture} style={style} />
        <Step label={t("ui.previous_picture")} side="start" hidden={index === 0} onClick={() => onStep(-1)} />
        <Step label={t("ui.next_picture")} side="end" hidden={index === count - 1} onClick={() => onStep(1)} />
      </div>
    </div>
  );
}

function Loaded({ picture, style }: { picture: Picture; style: React.CSSProperties }) {
  const t = useT();
  const [broken, setBroken] = useState(false);
  if (broken) return <p role="alert">{t("ui.picture_broken")}</p>;
  const size = picture.width > 0 && picture.height > 0 ? { width: picture.width, height: picture.height } : {};
  return (
    <img
      src={picture.src}
      alt={picture.name}
      {...size}
      draggable={false}
      style={style}
      onError={() => setBroken(true)}
      className="max-h-full max-w-full select-none object-contain"
    />
  );
}

interface StepProps {
  label: string;
  side: "start" | "end";
  hidden: boolean;
  onClick: () => void;
}

function Step({ label, side, hidden, onClick }: StepProps) {
  if (hidden) return null;
  const Icon = side === "start" ? ChevronLeft : ChevronRight;
  const place = side === "start" ? "start-2" : "end-2";
  return (
    <IconButton
      className={`absolute ${place} bg-stage ${look}`}
      tip="none"
      label={label}
      icon={<Icon size={24} />}
      onClick={onClick}
    />
  );
}
