import type { ReactNode } from "react";
import { usePageTitle } from "../lib/attention";
import { cx } from "../lib/cx";

interface Props {
  title: string;
  /** One sentence on what the page is for. */
  description?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /** As wide as the window, for tables; forms are narrow. */
  wide?: boolean | undefined;
  children: ReactNode;
}

/** The frame of a page with a heading: settings, members, account. It also names the browser's tab. */
export function Page({ title, description, actions, wide = false, children }: Props) {
  usePageTitle(title);
  return (
    <div className="relative min-h-0 flex-1 overflow-y-auto">
      {/* Narrow pages begin at the same edge as wide ones, so that nothing jumps from one to the other. */}
      <div className={cx("mx-auto flex max-w-6xl flex-col gap-6 px-4 py-6 md:px-8", !wide && "*:w-full *:max-w-2xl")}>
        <div className="flex flex-wrap items-start justify-between gap-3">
          <div className="min-w-0">
            <h1 className="text-20 font-semibold">{title}</h1>
            {description && <p className="mt-1 text-muted">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </div>
        {children}
      </div>
    </div>
  );
}

interface SectionProps {
  title: string;
  description?: ReactNode;
  children: ReactNode;
}

/** A part of a page under its own heading, on its own ground. */
export function Section({ title, description, children }: SectionProps) {
  return (
    <section className="rounded-card border bg-surface p-4 md:p-5">
      <h2 className="text-16 font-semibold">{title}</h2>
      {description && <p className="mt-0.5 text-muted">{description}</p>}
      <div className="mt-4 flex flex-col gap-4">{children}</div>
    </section>
  );
}
