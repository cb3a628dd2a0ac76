import { type ComponentPropsWithRef, type ReactNode, useEffect, useRef } from "react";
import { cx } from "../lib/cx";

interface Props {
  /** What the links choose between, for screen readers. */
  label: string;
  /** `NavTab` or `NavTabLink` elements. */
  children: ReactNode;
  className?: string | undefined;
}

/** Links that look like tabs: they change the address, so Back and bookmarks work. They scroll sideways on phones. */
export function NavTabs({ label, children, className }: Props) {
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the links change when the address does.
  useEffect(() => {
    const current = nav.current?.querySelector("[aria-current]");
    // Absent where there is no layout, as in tests.
    current?.scrollIntoView?.({ block: "nearest", inline: "nearest" });
  }, [children]);
  return (
    <nav
      ref={nav}
      aria-label={label}
      className={cx("flex gap-1 overflow-x-auto border-b px-2 [scrollbar-width:none]", className)}
    >
      {children}
    </nav>
  );
}

interface TabProps extends ComponentPropsWithRef<"a"> {
  /** How many there are behind it; 0 or absent draws nothing. */
  count?: number | undefined;
}

/** One link of `NavTabs`. The present one has `aria-current="page"`, which a router's link sets by itself. */
export function NavTab({ count = 0, className, children, ...rest }: TabProps) {
  return (
    <a
      {...rest}
      className={cx(
        "target inline-flex shrink-0 items-center gap-1.5 border-b-2 border-transparent forced:border-b-0 px-2.5 text-muted whitespace-nowrap",
        "hover:text-ink aria-[current=page]:border-brand forced:aria-[current=page]:border-b-2 aria-[current=page]:font-medium aria-[current=page]:text-ink",
        "focus-visible:-outline-offset-2",
        className,
      )}
    >
      {children}
      {count > 0 && (
        <span className="text-12" data-number="">
          {count > 99 ? "99+" : count}
        </span>
      )}
    </a>
  );
}
