import { CircleDot } from "lucide-react";
import type { ReactNode } from "react";
import { useT } from "../../lib/i18n";
import type { Choice } from "./rules";

/** What the contact picked from a menu, or filled into a form. */
export function ChosenLine({ choice, meta }: { choice: Choice; meta: ReactNode }) {
  const t = useT();
  const answers = Object.entries(choice.answers ?? {});
  return (
    <div className="flow-root px-1">
      <CircleDot aria-hidden="true" size={15} className="me-1.5 inline align-[-2px] text-brand" />
      <span className="[overflow-wrap:anywhere]">
        <span className="text-muted">{t(choice.answers ? "messages.filled_in" : "messages.chose")}</span>{" "}
        <span className="font-medium" dir="auto">
          {choice.title}
        </span>
        {choice.description && (
          <span className="block text-13 text-muted" dir="auto">
            {choice.description}
          </span>
        )}
      </span>
      {answers.length > 0 && <Answers answers={answers} />}
      {meta}
    </div>
  );
}

function Answers({ answers }: { answers: readonly [string, string][] }) {
  return (
    <dl className="mt-1.5 flex w-72 max-w-full flex-col gap-1 rounded-control bg-ink/5 p-2 text-13">
      {answers.map(([name, value]) => (
        <div key={name} className="[overflow-wrap:anywhere]">
          <dt className="text-12 text-muted">{readable(name)}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A field's name as people write it: `full_name` is "Full name". */
function readable(name: string): string {
  const words = name.replace(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
