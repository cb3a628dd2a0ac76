import { createLink } from "@tanstack/react-router";
import type { ComponentPropsWithRef } from "react";
import { cx } from "../lib/cx";
import { type ButtonLook, type ButtonSize, buttonClasses } from "./button";
import { NavTab } from "./nav-tabs";

/** Links that the router follows without loading the page. Each takes `to`, `params` and `search`, checked by type. */

/** A link in running text. */
export const TextLink = createLink(({ className, ...rest }: ComponentPropsWithRef<"a">) => (
  <a
    {...rest}
    className={cx("rounded-[2px] text-brand underline underline-offset-2 hover:text-brand-strong", className)}
  />
));

interface ButtonLinkProps extends ComponentPropsWithRef<"a"> {
  look?: ButtonLook;
  size?: ButtonSize;
  wide?: boolean;
}

/** A link that looks like a button, for going somewhere. What does something is a `Button`. */
export const ButtonLink = createLink(({ look, size, wide, className, ...rest }: ButtonLinkProps) => (
  <a {...rest} className={cx(buttonClasses({ look, size, wide }), className)} />
));

/** A link of `NavTabs`. */
export const NavTabLink = createLink(NavTab);
