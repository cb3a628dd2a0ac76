import { closeLine } from "../wire/line";
import { change } from "./state";

/** Whether the code means that there is no chat here: an unknown key, or a page that may not use it. Then it ends. */
export function closes(code: string): boolean {
  if (code !== "not_found" && code !== "origin_not_allowed") return false;
  closeLine();
  change({ closed: code });
  return true;
}
