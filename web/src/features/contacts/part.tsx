import type { ReactNode } from "react";

/** A part of the panel under its own heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-t px-2 py-3">
      <h3 className="px-2 pb-1.5 text-13 font-semibold">{title}</h3>
      {children}
    </section>
  );
}
