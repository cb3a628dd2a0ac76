import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef, ReactNode } from "react";
import { cx } from "../lib/cx";
import { type ButtonLook, type ButtonSize, buttonClasses } from "./button";
import { NavTab } from "./nav-tabs";

/** Links that the router follows without loading the page. Each takes `to`, `params` and `search`, checked by type. */

interface ButtonLinkProps extends ComponentPropsWithRef<"a"> {
  look?: ButtonLook;
  size?: ButtonSize;
  wide?: boolean;
}

/** A link that looks like a button, for going somewhere. What does something is a `Button`. */
export const ButtonLink = createLink(({ look, size, wide, className, ...rest }: ButtonLinkProps) => (
  <a {...rest} className={cx(buttonClasses({ look, size, wide }), className)} />
));

interface SideLinkProps extends ComponentPropsWithRef<"a"> {
  icon: ReactNode;
}

/** A link of a list at the side. The present one stands out; a router's link marks it by itself. */
export const SideLink = createLink(({ icon, className, children, ...rest }: SideLinkProps) => (
  <a
    {...rest}
    className={cx(
      "target flex items-center gap-2.5 rounded-control px-2.5 text-muted hover:bg-hover hover:text-ink",
      "aria-[current=page]:bg-selected aria-[current=page]:font-medium aria-[current=page]:text-ink forced:aria-[current=page]:underline",
      className,
    )}
  >
    <span aria-hidden="true" className="inline-flex shrink-0">
      {icon}
    </span>
    <span className="min-w-0 truncate">{children}</span>
  </a>
));

/** A link with an icon before its words, such as the way back. */
export const IconLink = createLink(({ icon, className, children, ...rest }: SideLinkProps) => (
  <a
    {...rest}
    className={cx("target inline-flex items-center gap-2 rounded-control px-2.5 font-medium hover:bg-hover", className)}
  >
    <span aria-hidden="true" className="inline-flex shrink-0">
      {icon}
    </span>
    {children}
  </a>
));

interface RowLinkProps extends SideLinkProps {
  /** Stands at the end of the row, such as an arrow. */
  end?: ReactNode;
}

/** A whole row of a list that leads somewhere. */
export const RowLink = createLink(({ icon, end, className, children, ...rest }: RowLinkProps) => (
  <a
    {...rest}
    className={cx(
      "flex min-h-14 items-center gap-3 px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2",
      className,
    )}
  >
    <span aria-hidden="true" className="inline-flex shrink-0 text-muted">
      {icon}
    </span>
    <span className="min-w-0 flex-1">{children}</span>
    {end && <span className="inline-flex shrink-0 items-center text-muted">{end}</span>}
  </a>
));

/** A link of `NavTabs`. */
export const NavTabLink = createLink(NavTab);
