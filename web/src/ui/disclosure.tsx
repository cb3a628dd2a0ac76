import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

/** What few people need, folded under a line that tells what it is. */
export function Disclosure({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <details className="group rounded-control border">
      <summary className="target flex list-none items-center justify-between gap-2 rounded-control px-3 font-medium hover:bg-hover [&::-webkit-details-marker]:hidden">
        {label}
        <ChevronDown
          aria-hidden="true"
          size={16}
          className="shrink-0 text-muted transition-transform duration-120 group-open:rotate-180"
        />
      </summary>
      <div className="px-3 pt-2 pb-4">{children}</div>
    </details>
  );
}
