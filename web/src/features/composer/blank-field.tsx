import { useState } from "react";
import { codeWords } from "../../lib/error-words";
import { useT } from "../../lib/i18n";
import { TextField } from "../../ui/text-field";
import { charactersLeft } from "./rules";
import { type Blank, readableName } from "./templates";

interface Props {
  blank: Blank;
  /** The words around the place. */
  hint: string;
  value: string;
  /** Why it cannot be sent, as a code; empty when it can. */
  fault: string;
  /** Somebody has tried to send. */
  asked: boolean;
  onChange: (value: string) => void;
}

/** One value of a template. That it is missing is said only once somebody wants to send. */
export function BlankField({ blank, hint, value, fault, asked, onChange }: Props) {
  const t = useT();
  const [left, setLeft] = useState(false);
  const said = fault && (asked || (left && fault !== "required") || fault === "too_long");
  const room = charactersLeft(value, blank.max);
  return (
    <TextField
      label={useLabel(blank)}
      hint={hint || undefined}
      error={said ? codeWords(t, fault) : undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onBlur={() => setLeft(true)}
      end={
        room === undefined ? undefined : (
          <span className="text-12" data-number="">
            {room}
          </span>
        )
      }
      autoComplete="off"
      dir="auto"
    />
  );
}

function useLabel({ part, place, button }: Blank): string {
  const t = useT();
  if (part === "link") return t("composer.blank_link", { button });
  if (part === "code") return t("composer.blank_code", { button });
  if (!/^\d+$/.test(place)) return readableName(place);
  return t(part === "header" ? "composer.blank_header" : "composer.blank_numbered", { place });
}
