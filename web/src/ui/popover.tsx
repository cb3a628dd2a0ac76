import type { ReactElement, ReactNode } from "react";
import { useLayer } from "../lib/layers";
import { type OpenerProps, useOpener } from "./opener";
import { useOverlays } from "./overlays/load";
import type { PopoverBodyProps } from "./overlays/popover-body";

interface Props extends Pick<PopoverBodyProps, "side" | "align"> {
  /** Its name, for screen readers. */
  label: string;
  /** Draws the button: `trigger={(props) => <Button {...props}>…</Button>}`. */
  trigger: (props: OpenerProps) => ReactElement;
  /** Its content, given a way to close it. */
  children: (close: () => void) => ReactNode;
}

/** A small panel beside a button; the page stays usable. Esc and a press outside close it. */
export function Popover({ label, trigger, children, side, align }: Props) {
  const { open, setOpen, opener, popup } = useOpener("dialog");
  const close = () => setOpen(false);
  // A letter pressed beside its field must not act on the page behind.
  useLayer(open, close);
  const parts = useOverlays(open, close);
  return (
    <>
      {trigger(opener)}
      {parts && (
        <parts.PopoverBody id={popup} opener={opener.ref} onOpenChange={setOpen} {...{ label, open, side, align }}>
          {children(close)}
        </parts.PopoverBody>
      )}
    </>
  );
}
