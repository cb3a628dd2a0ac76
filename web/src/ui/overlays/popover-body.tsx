import { Popover } from "@base-ui/react/popover";
import { type ReactNode, type RefObject, useRef } from "react";
import { cx } from "../../lib/cx";
import { backTo, popupClasses } from "./popups";

export interface PopoverBodyProps {
  id: string;
  /** Its name, for screen readers. */
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  opener: RefObject<HTMLElement | null>;
  side?: "top" | "bottom" | "left" | "right" | undefined;
  align?: "start" | "center" | "end" | undefined;
  children: ReactNode;
}

/** The inside of `Popover`. */
export function PopoverBody({
  id,
  label,
  open,
  onOpenChange,
  opener,
  side = "bottom",
  align = "start",
  children,
}: PopoverBodyProps) {
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next, details) => {
        const onOpener = details.event.target instanceof Node && opener.current?.contains(details.event.target);
        if (!next && details.reason === "outside-press" && onOpener) return details.cancel();
        onOpenChange(next);
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          anchor={opener}
          side={side}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50"
        >
          <Popover.Popup
            ref={popup}
            id={id}
            aria-label={label}
            finalFocus={backTo(opener, popup)}
            className={cx(popupClasses, "p-3")}
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
