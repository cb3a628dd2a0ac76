import { Menu } from "@base-ui/react/menu";
import { Check, ChevronRight } from "lucide-react";
import { type ReactNode, type RefObject, useCallback, useRef } from "react";
import { cx } from "../../lib/cx";
import { Kbd } from "../kbd";
import { backTo, itemClasses, popupClasses } from "./popups";

/** One entry of a menu. `id` is unique within the menu. */
export type MenuEntry =
  | {
      kind?: "item";
      id: string;
      label: string;
      icon?: ReactNode;
      /** The key that does the same, as in `lib/chord.ts`. */
      keys?: string | undefined;
      danger?: boolean | undefined;
      disabled?: boolean | undefined;
      onSelect: () => void;
    }
  | { kind: "check"; id: string; label: string; checked: boolean; onChange: (checked: boolean) => void }
  | {
      kind: "radio";
      id: string;
      /** Heading above the choices. */
      label: string;
      value: string;
      options: readonly { value: string; label: string }[];
      onChange: (value: string) => void;
    }
  | { kind: "submenu"; id: string; label: string; icon?: ReactNode; items: readonly MenuEntry[] }
  | { kind: "separator"; id: string };

/** Where something floating stands: at an element, or at a point of the window. */
type Anchor = RefObject<Element | null> | { getBoundingClientRect: () => DOMRect };

export interface MenuBodyProps {
  id?: string | undefined;
  label: string;
  items: readonly MenuEntry[];
  open: boolean;
  /** Opened by a key: the first entry then has the focus at once. */
  byKey: boolean;
  onOpenChange: (open: boolean) => void;
  anchor: Anchor;
  /** The button that opened it: it gets the focus back, and a press on it is left to itself. */
  opener: RefObject<HTMLElement | null>;
  side?: "top" | "bottom" | "left" | "right" | undefined;
  align?: "start" | "center" | "end" | undefined;
}

/** The inside of `Menu` and `ContextMenu`. */
export function MenuBody(props: MenuBodyProps) {
  const { id, label, items, open, byKey, onOpenChange, anchor, opener, side = "bottom", align = "start" } = props;
  const popup = useRef<HTMLElement>(null);
  const show = useCallback(
    (element: HTMLElement | null) => {
      popup.current = element;
      if (byKey) focusFirst(element);
    },
    [byKey],
  );
  return (
    <Menu.Root
      open={open}
      onOpenChange={(next, details) => {
        const onOpener = details.event.target instanceof Node && opener.current?.contains(details.event.target);
        if (!next && details.reason === "outside-press" && onOpener) return details.cancel();
        onOpenChange(next);
      }}
    >
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} side={side} align={align} sideOffset={4} collisionPadding={8} className="z-50">
          <Menu.Popup
            id={id}
            aria-label={label}
            ref={show}
            finalFocus={backTo(opener, popup)}
            className={cx(popupClasses, "min-w-48")}
          >
            {items.map(entry)}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** Focuses the first entry once the library has put the focus on the menu itself. */
function focusFirst(popup: HTMLElement | null): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => popup?.querySelector<HTMLElement>("[role^=menuitem]")?.focus()),
  );
}

function entry(item: MenuEntry): ReactNode {
  switch (item.kind) {
    case "separator":
      return <Menu.Separator key={item.id} className="mx-1 my-1 border-t" />;
    case "check":
      return (
        <Menu.CheckboxItem key={item.id} checked={item.checked} onCheckedChange={item.onChange} className={itemClasses}>
          <Mark>
            <Menu.CheckboxItemIndicator render={<Check size={16} />} />
          </Mark>
          {item.label}
        </Menu.CheckboxItem>
      );
    case "radio":
      return <Choices key={item.id} {...item} />;
    case "submenu":
      return <Submenu key={item.id} {...item} />;
    default:
      return (
        <Menu.Item
          key={item.id}
          disabled={item.disabled ?? false}
          onClick={item.onSelect}
          className={cx(itemClasses, item.danger && "text-bad")}
        >
          {item.icon && <Mark>{item.icon}</Mark>}
          <span className="flex-1">{item.label}</span>
          {item.keys && <Kbd keys={item.keys} className="ms-4 coarse:hidden" />}
        </Menu.Item>
      );
  }
}

function Mark({ children }: { children: ReactNode }) {
  return <span className="inline-flex w-4 shrink-0 justify-center">{children}</span>;
}

function Choices({ label, value, options, onChange }: Extract<MenuEntry, { kind: "radio" }>) {
  return (
    <Menu.RadioGroup value={value} onValueChange={onChange}>
      <Menu.Group>
        <Menu.GroupLabel className="px-2.5 pt-1.5 pb-1 text-12 font-medium text-muted">{label}</Menu.GroupLabel>
        {options.map((option) => (
          <Menu.RadioItem key={option.value} value={option.value} closeOnClick className={itemClasses}>
            <Mark>
              <Menu.RadioItemIndicator render={<Check size={16} />} />
            </Mark>
            {option.label}
          </Menu.RadioItem>
        ))}
      </Menu.Group>
    </Menu.RadioGroup>
  );
}

function Submenu({ label, icon, items }: Extract<MenuEntry, { kind: "submenu" }>) {
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className={cx(itemClasses, "data-popup-open:bg-hover")}>
        {icon && <Mark>{icon}</Mark>}
        <span className="flex-1">{label}</span>
        <ChevronRight size={16} className="text-muted" />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={2} alignOffset={-5} collisionPadding={8} className="z-50">
          <Menu.Popup aria-label={label} className={cx(popupClasses, "min-w-44")}>
            {items.map(entry)}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}
