import { refusal, sizeName } from "../rules/files";
import { problemKey } from "../words/words";
import { type Notice, state } from "./state";

/** The files that may join a message that has `count` already, and the sentence for the last that may not. */
export function admit<F extends { name: string; size: number; type: string }>(
  files: readonly F[],
  count: number,
): { taken: F[]; notice: Notice | null } {
  const { limits } = state.config;
  const taken: F[] = [];
  let notice: Notice | null = null;
  for (const file of files) {
    const reason = refusal(file, limits) || (count + taken.length >= limits.files && "too_many");
    const values = { name: file.name, size: sizeName(limits.file_bytes, state.language), count: limits.files };
    if (reason) notice = { key: problemKey(reason), values };
    else taken.push(file);
  }
  return { taken, notice };
}
