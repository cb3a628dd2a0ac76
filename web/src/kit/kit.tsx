import type { ReactNode } from "react";
import { Toasts } from "../ui/toasts";
import { ButtonParts } from "./buttons";
import { FeedbackParts } from "./feedback";
import { ChoiceParts, FieldParts } from "./fields";
import { ListParts, LogParts } from "./lists";
import { OverlayParts } from "./overlays";
import { RailParts } from "./rail";
import { SmallParts } from "./small";

const parts: Record<string, () => ReactNode> = {
  buttons: ButtonParts,
  fields: FieldParts,
  choices: ChoiceParts,
  small: SmallParts,
  feedback: FeedbackParts,
  overlays: OverlayParts,
  list: ListParts,
  log: LogParts,
  rail: RailParts,
};

/** One part of the kit, or all of them. */
export function Kit({ part }: { part: string }) {
  const shown = part === "all" ? Object.entries(parts) : [[part, parts[part] ?? ButtonParts] as const];
  return (
    <main className="mx-auto flex max-w-4xl flex-col gap-6 p-4">
      <h1 className="text-20 font-semibold">Kit</h1>
      {shown.map(([name, Part]) => (
        <section key={name} aria-label={name} className="flex flex-col gap-4 rounded-card border bg-surface p-4">
          <h2 className="text-16 font-semibold">{name}</h2>
          <Part />
        </section>
      ))}
      <Toasts />
    </main>
  );
}

/** A line of samples. */
export function Line({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3">{children}</div>;
}
