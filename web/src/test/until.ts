import { vi } from "vitest";

/** Milliseconds a busy machine is given for what takes an idle one a moment. */
export const patience = 20_000;

/** Waits until a check holds, however slow the machine; looks again every `interval` milliseconds. */
export function until<T>(check: () => T | Promise<T>, interval = 50): Promise<T> {
  return vi.waitFor(check, { timeout: patience, interval });
}
