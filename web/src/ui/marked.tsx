import type { ReactNode } from "react";
import { highlight } from "../lib/highlight";

/** A text in which what was searched for is marked. */
export function Marked({ text, question }: { text: string; question: string }): ReactNode {
  return highlight(text, question).map((part, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other identity.
      <mark key={at} className="rounded-[2px] bg-selected font-medium text-ink">
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
