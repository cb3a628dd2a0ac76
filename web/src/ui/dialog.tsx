import { useLayer } from "../lib/layers";
import type { DialogBodyProps, DialogProps } from "./overlays/dialog-body";
import { useOverlays } from "./overlays/load";

export type { DialogProps } from "./overlays/dialog-body";

/** A window over the page that must be finished or closed first. Esc and a press outside close it. */
export function Dialog(props: DialogProps) {
  return <Layer {...props} shape="dialog" />;
}

/** A panel at the edge of the page: at the right on wide screens, from below on phones. For details and long forms. */
export function Sheet(props: DialogProps) {
  return <Layer {...props} shape="sheet" />;
}

/** A dialog without a visible title whose content fills it. */
export function BareDialog(props: DialogProps) {
  return <Layer {...props} shape="dialog" bare />;
}

/** Loads and draws any of the shapes. */
export function Layer(props: DialogBodyProps) {
  useLayer(props.open, props.onClose);
  const parts = useOverlays(props.open, props.onClose);
  return parts ? <parts.DialogBody {...props} /> : null;
}
