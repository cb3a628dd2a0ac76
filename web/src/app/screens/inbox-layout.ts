import { useState } from "react";
import { useMedia, veryWideWindow } from "../../lib/media";
import { load, save } from "../../lib/storage";

export interface Panel {
  /** It stands beside the conversation; else it is a drawer. */
  docked: boolean;
  open: boolean;
  toggle: () => void;
}

/** Whether the contact panel is shown. Beside the conversation it stays as it was left; as a drawer it begins closed. */
export function usePanel(): Panel {
  const docked = useMedia(veryWideWindow);
  const [beside, setBeside] = useState(() => load("contact-panel", true));
  const [drawn, setDrawn] = useState(false);
  const toggle = () => {
    if (!docked) return setDrawn(!drawn);
    save("contact-panel", !beside);
    setBeside(!beside);
  };
  return { docked, open: docked ? beside : drawn, toggle };
}
