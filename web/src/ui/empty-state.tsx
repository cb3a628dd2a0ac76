import type { ReactNode } from "react";

interface Props {
  /** An icon of 24 pixels; decorative. */
  icon?: ReactNode;
  /** What is the case, as "Belum ada percakapan". */
  title: string;
  /** The title is a heading: `h1` when this is the whole page. Default a plain paragraph. */
  heading?: "h1" | "h2" | undefined;
  /** What comes of it or what to do. */
  children?: ReactNode;
  /** One button. */
  action?: ReactNode;
}

/** What stands where nothing is: nothing yet, nothing found, not allowed, or failed. Each cause has its own words. */
export function EmptyState({ icon, title, heading, children, action }: Props) {
  const Title = heading ?? "p";
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center gap-2 px-6 py-12 text-center">
      {icon && (
        <span className="mb-1 inline-flex size-12 items-center justify-center rounded-chip bg-hover text-muted">
          {icon}
        </span>
      )}
      <Title className="text-16 font-semibold">{title}</Title>
      {children && <div className="text-muted">{children}</div>}
      {action && <div className="mt-2">{action}</div>}
    </div>
  );
}
