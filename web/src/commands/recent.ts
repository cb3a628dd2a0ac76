import { load, save } from "../lib/storage";

/** How many commands are remembered. */
const most = 5;

/** Ids of the commands used last, latest first. */
export function recall(): readonly string[] {
  return load<string[]>("recent-commands", []);
}

/** Puts a command at the head of those used last. */
export function remember(id: string): void {
  save("recent-commands", [id, ...recall().filter((one) => one !== id)].slice(0, most));
}
