import { type KeyboardEvent, type MouseEvent, type RefObject, useId, useRef, useState } from "react";
import { loadOverlays } from "./overlays/load";

/** Attributes for the button that opens something floating: spread them on a `Button` or `IconButton`. */
export interface OpenerProps {
  ref: RefObject<HTMLButtonElement | null>;
  id: string;
  "aria-haspopup": "menu" | "dialog";
  "aria-expanded": boolean;
  "aria-controls": string | undefined;
  onClick: (event: MouseEvent) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onPointerEnter: () => void;
  onFocus: () => void;
}

/** The state of something floating and of the button that opens it. Its code is fetched as the button is approached. */
export function useOpener(kind: "menu" | "dialog") {
  const ref = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [byKey, setByKey] = useState(false);
  const id = useId();
  const popup = `${id}-popup`;
  const approach = () => void loadOverlays().catch(() => undefined);
  const opener: OpenerProps = {
    ref,
    id,
    "aria-haspopup": kind,
    "aria-expanded": open,
    "aria-controls": open ? popup : undefined,
    onClick: (event) => {
      // A press of Enter or Space makes a click that counts no presses of a button.
      setByKey(event.detail === 0);
      setOpen(!open);
    },
    onKeyDown: (event) => {
      if (kind !== "menu" || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
      event.preventDefault();
      setByKey(true);
      setOpen(true);
    },
    onPointerEnter: approach,
    onFocus: approach,
  };
  return { open, byKey, setOpen, opener, popup };
}
