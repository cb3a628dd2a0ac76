import { Lightbulb } from "lucide-react";
import type { ReactNode } from "react";

/** What something means, told by an example: "Example: Sari …". */
export function Example({ label, children }: { label: string; children: ReactNode }) {
  return (
    <p className="flex items-start gap-2.5 rounded-control bg-hover px-3 py-2.5 text-13 forced-edge">
      <Lightbulb aria-hidden="true" size={16} className="mt-0.5 shrink-0 text-muted" />
      <span>
        <strong className="font-medium">{label}</strong> {children}
      </span>
    </p>
  );
}
