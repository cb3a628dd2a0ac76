import { ImageOff } from "lucide-react";
import { useState } from "react";
import { useT } from "../../lib/i18n";
import { useThreadFacts } from "./context";
import { type Attachment, pictureSize } from "./rules";

/** Pictures that are drawn; the last one says how many more there are. */
const mostShown = 4;

/** The pictures of a message: one at its own shape, several as a grid. */
export function Pictures({ files }: { files: readonly Attachment[] }) {
  const [first] = files;
  if (files.length === 1 && first) return <One file={first} />;
  const shown = files.slice(0, mostShown);
  return (
    <div className="grid w-fit grid-cols-2 gap-0.5 overflow-hidden rounded-control">
      {shown.map((file, at) => (
        <Tile key={file.key} file={file} more={at === mostShown - 1 ? files.length - mostShown : 0} />
      ))}
    </div>
  );
}

function One({ file }: { file: Attachment }) {
  const { width, height } = pictureSize(file.width, file.height);
  return (
    <Press file={file} className="block w-fit max-w-full overflow-hidden rounded-control">
      {/* The place is kept free before the picture is there, and narrow windows shrink both together. */}
      <span className="block max-w-full bg-line" style={{ width, aspectRatio: `${width} / ${height}` }}>
        <Drawn file={file} />
      </span>
    </Press>
  );
}

function Tile({ file, more }: { file: Attachment; more: number }) {
  return (
    <Press file={file} className="relative size-32 bg-line sm:size-36">
      <Drawn file={file} />
      {more > 0 && (
        <span
          className="absolute inset-0 flex items-center justify-center bg-stage/60 text-20 font-semibold text-on-stage"
          data-number=""
        >
          +{more}
        </span>
      )}
    </Press>
  );
}

function Press({ file, className, children }: { file: Attachment; className: string; children: React.ReactNode }) {
  const t = useT();
  const { showPicture } = useThreadFacts();
  return (
    <button
      type="button"
      aria-label={t("messages.open_picture", { name: file.name })}
      onClick={() => showPicture(file.key)}
      className={className}
    >
      {children}
    </button>
  );
}

function Drawn({ file }: { file: Attachment }) {
  const [broken, setBroken] = useState(false);
  if (broken) {
    return (
      <span className="flex size-full items-center justify-center text-muted">
        <ImageOff aria-hidden="true" size={20} />
      </span>
    );
  }
  return (
    <img
      src={file.thumbnail_url ?? file.url}
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      onError={() => setBroken(true)}
      className="size-full object-cover"
    />
  );
}
