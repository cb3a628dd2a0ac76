import { useEffect, useRef } from "react";
import { useStore } from "../../lib/store";
import type { Mode } from "./rules";
import { type Sent, uploadsOf } from "./uploads";

/** The files on their way, for a component. */
export function useUploads(conversation: string, mode: Mode): readonly Sent[] {
  return useStore(uploadsOf(conversation, mode).uploads);
}

/** Sends as soon as all files have arrived, if that is wanted. */
export function useReadyUploads(conversation: string, mode: Mode, wanted: boolean, send: () => void): void {
  const uploads = useUploads(conversation, mode);
  const now = useRef(send);
  now.current = send;
  const moving = uploads.some(({ state }) => state !== "failed");
  useEffect(() => {
    if (wanted && !moving) now.current();
  }, [wanted, moving]);
}
