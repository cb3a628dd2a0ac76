import { ChevronDown } from "lucide-react";
import { type ReactNode, type Ref, useEffect, useRef } from "react";
import { cx } from "../lib/cx";
import { mergeRefs } from "../lib/merge-refs";

interface Props {
  label: ReactNode;
  /** Opens it by itself whenever this becomes true; whoever closes it then has the last word. */
  open?: boolean | undefined;
  /** A part of a page on its own ground, as a `Section` is. */
  part?: boolean | undefined;
  ref?: Ref<HTMLDetailsElement> | undefined;
  children: ReactNode;
}

/** What few people need, folded under a line that tells what it is. */
export function Disclosure({ label, open = false, part = false, ref, children }: Props) {
  const own = useRef<HTMLDetailsElement | null>(null);
  useEffect(() => {
    if (open && own.current) own.current.open = true;
  }, [open]);
  return (
    <details
      ref={mergeRefs(own, ref)}
      className={cx("group border", part ? "rounded-card bg-surface" : "rounded-control")}
    >
      <summary
        className={cx(
          "target flex list-none items-center justify-between gap-2 font-medium hover:bg-hover [&::-webkit-details-marker]:hidden",
          part ? "rounded-card px-4 py-3 md:px-5" : "rounded-control px-3",
        )}
      >
        {label}
        <ChevronDown
          aria-hidden="true"
          size={16}
          className="shrink-0 text-muted transition-transform duration-120 group-open:rotate-180"
        />
      </summary>
      <div className={part ? "px-4 pt-2 pb-4 md:px-5 md:pb-5" : "px-3 pt-2 pb-4"}>{children}</div>
    </details>
  );
}

/** Brings somebody to a control, also to one that is folded away. */
export function reveal(control: HTMLElement | null): void {
  const fold = control?.closest("details");
  if (fold) fold.open = true;
  control?.focus();
}
