import { type MouseEvent, type ReactNode, type TouchEvent, useRef, useState } from "react";
import { useClosable } from "../lib/layers";
import { useOverlays } from "./overlays/load";
import type { MenuEntry } from "./overlays/menu-body";

interface Props {
  /** What the menu is about, for screen readers. */
  label: string;
  /** Made when the menu opens. */
  items: () => readonly MenuEntry[];
  children: ReactNode;
  className?: string | undefined;
}

/** Milliseconds a finger must rest. */
const longPress = 500;

/** A menu at the pointer: right click, the menu key, or a finger that rests. Its actions must exist elsewhere too. */
export function ContextMenu({ label, items, children, className }: Props) {
  const [at, setAt] = useState<{ x: number; y: number }>();
  const [open, setOpen] = useState(false);
  const [byKey, setByKey] = useState(false);
  const opener = useRef<HTMLElement | null>(null);
  const press = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const close = () => setOpen(false);
  useClosable(open, close);
  const parts = useOverlays(open, close);

  const show = (x: number, y: number, target: EventTarget) => {
    const focusable = (target as HTMLElement).closest<HTMLElement>("a, button, [tabindex]");
    opener.current = focusable;
    setAt({ x, y });
    setOpen(true);
  };
  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault();
    clearTimeout(press.current);
    // The menu key sends the event too, but no button is down.
    setByKey(event.button !== 2);
    show(event.clientX, event.clientY, event.target);
  };
  // Phones by Apple send no contextmenu event.
  const onTouchStart = (event: TouchEvent) => {
    const touch = event.touches[0];
    const target = event.target;
    if (touch) press.current = setTimeout(() => show(touch.clientX, touch.clientY, target), longPress);
  };
  const cancel = () => clearTimeout(press.current);
  const rect = () => new DOMRect(at?.x ?? 0, at?.y ?? 0, 0, 0);
  return (
    <div
      onTouchEnd={cancel}
      onTouchMove={cancel}
      onTouchCancel={cancel}
      {...{ className, onContextMenu, onTouchStart }}
    >
      {children}
      {parts && (
        <parts.MenuBody
          items={open ? items() : []}
          anchor={{ getBoundingClientRect: rect }}
          onOpenChange={setOpen}
          {...{ label, open, byKey, opener }}
        />
      )}
    </div>
  );
}
