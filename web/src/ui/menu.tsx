import type { ReactElement } from "react";
import { useClosable } from "../lib/layers";
import { type OpenerProps, useOpener } from "./opener";
import { useOverlays } from "./overlays/load";
import type { MenuBodyProps, MenuEntry } from "./overlays/menu-body";

export type { MenuEntry } from "./overlays/menu-body";

interface Props extends Pick<MenuBodyProps, "side" | "align"> {
  /** What the menu is about, for screen readers. */
  label: string;
  items: readonly MenuEntry[];
  /** Draws the button: `trigger={(props) => <IconButton {...props} label="…" icon={…} />}`. */
  trigger: (props: OpenerProps) => ReactElement;
}

/** A button with a list of actions. Every action must be reachable in another way too: by key, or in the palette. */
export function Menu({ label, items, trigger, side, align }: Props) {
  const { open, byKey, setOpen, opener, popup } = useOpener("menu");
  const close = () => setOpen(false);
  useClosable(open, close);
  const parts = useOverlays(open, close);
  return (
    <>
      {trigger(opener)}
      {parts && (
        <parts.MenuBody
          id={popup}
          anchor={opener.ref}
          opener={opener.ref}
          onOpenChange={setOpen}
          {...{ label, items, open, byKey, side, align }}
        />
      )}
    </>
  );
}
