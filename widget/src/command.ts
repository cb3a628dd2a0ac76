import { close, identify, open, setLanguage } from "./chat/chat";
import { state } from "./chat/state";
import { pickLanguage } from "./rules/language";

type Call = [command: string, argument?: unknown];
type Face = ((...call: Call) => void) & { q?: ArrayLike<unknown>[] };

declare global {
  interface Window {
    /** `sapa(command, argument)`: open, close, toggle, language, identify. */
    sapa?: Face;
  }
}

/**
 * Puts `sapa` on the window. A page that does not want to wait for the script defines a `sapa` of its own that puts its
 * arguments into `sapa.q`; those calls are done now.
 */
export function installCommand(): void {
  const early = window.sapa?.q ?? [];
  window.sapa = run;
  for (const call of early) run(...(Array.from(call) as Call));
}

function run(...[command, argument]: Call): void {
  if (command === "open" || (command === "toggle" && !state.open)) open();
  else if (command === "close" || command === "toggle") close();
  else if (command === "language") setLanguage(pickLanguage(String(argument)));
  else if (command === "identify") identify(Object(argument));
}
