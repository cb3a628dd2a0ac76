import { type DragEvent, useRef, useState } from "react";

/** Makes any element a place to drop files: spread `handlers` on it; `over` tells that files hang above it. */
export function useFileDrop(onFiles: (files: File[]) => void) {
  const [over, setOver] = useState(false);
  // Children fire enter and leave as well; only the difference tells whether the pointer is still inside.
  const depth = useRef(0);
  const carries = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  const count = (step: number) => {
    depth.current = Math.max(0, depth.current + step);
    setOver(depth.current > 0);
  };
  const handlers = {
    onDragEnter: (event: DragEvent) => carries(event) && count(1),
    onDragLeave: (event: DragEvent) => carries(event) && count(-1),
    onDragOver: (event: DragEvent) => {
      if (carries(event)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (!carries(event)) return;
      event.preventDefault();
      count(-depth.current);
      onFiles([...event.dataTransfer.files]);
    },
  };
  return { over, handlers };
}
