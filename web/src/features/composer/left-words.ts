import type { Translate } from "../../lib/i18n";
import type { roomIn } from "./rules";

/** How much there is left of a limit, or too much: in characters, or in bytes where the provider counts those. */
export function leftWords(t: Translate, { count, bytes }: ReturnType<typeof roomIn>): string {
  const words = bytes
    ? ({ over: "too_many_bytes", left: "left_bytes" } as const)
    : ({ over: "too_many", left: "left" } as const);
  return count < 0 ? t(`composer.${words.over}`, { count: -count }) : t(`composer.${words.left}`, { count });
}
