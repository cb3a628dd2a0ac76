import { close, identify, open, setLanguage } from "./chat/chat";
import { state } from "./chat/state";
import type { Call } from "./contract";
import { pickLanguage } from "./rules/language";

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
