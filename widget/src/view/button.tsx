import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon";

interface ButtonProps {
  onClick?(event: MouseEvent): void;
  class?: string;
  type?: "button" | "submit";
  disabled?: boolean;
  expanded?: boolean;
  pressed?: boolean;
  label?: string;
  style?: Record<string, number>;
  ref?: (button: HTMLElement | null) => void;
  children?: ComponentChildren;
}

export function Button({ type = "button", expanded, pressed, label, ...rest }: ButtonProps) {
  return <button type={type} aria-expanded={expanded} aria-pressed={pressed} aria-label={label} {...rest} />;
}

/** A button that is a drawing; its label is its name. */
export function IconButton({ icon, class: extra = "", ...rest }: ButtonProps & { icon: IconName; label: string }) {
  return (
    <Button {...rest} class={`icon ${extra}`}>
      <Icon name={icon} />
    </Button>
  );
}
